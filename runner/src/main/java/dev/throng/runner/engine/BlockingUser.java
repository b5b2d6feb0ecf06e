package dev.throng.runner.engine;

import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.plan.Step;
import dev.throng.runner.script.Scope;
import dev.throng.runner.stats.Snapshot.Counter;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A user whose behaviour is blocking code on a virtual thread of its own. The thread prepares a command, has it carried
 * out on the loop, and parks until the loop lets it go on; so user and loop never touch the same thing at the same time,
 * whether the thread runs on the loop or elsewhere.
 */
final class BlockingUser extends User implements BlockingSession {
    private static final int NONE = -1;

    private final Home home;
    private final BlockingCode code;
    private final Exchange exchange = new Exchange(this);
    private final Thread thread;
    private final Runnable beginCall = this::beginCall;
    private final Runnable beginPause = this::beginPause;
    private final Runnable awaitTask = this::awaitTask;
    private volatile boolean released;
    private volatile boolean leaving;
    private volatile boolean aborted;
    private boolean stopping;

    /** The user's own thread is in the middle of a command, on the loop: it has not parked yet, and need not. */
    private boolean commanding;

    /** Waits for its next task. */
    private boolean idle;

    private boolean pausing;
    private boolean started;
    private boolean gone;
    private boolean keepContent;
    private long readyNanos;
    private long taskStartNanos;
    private long pauseNanos;
    private @Nullable Call call;
    private @Nullable Reply reply;
    private int task = NONE;
    private long taskDueNanos;

    BlockingUser(Loop loop, Program program, int number, SplittableRandom random, Home home, BlockingCode code) {
        super(loop, program, number, random);
        this.home = home;
        this.code = code;
        thread = loop.threads.newThread(this::live);
    }

    // On the user's thread

    private void live() {
        try {
            converse();
        } catch (Leaving aborted) {
            // Nothing more to do, not even onStop.
        } finally {
            loop.execute(this::vanish);
        }
    }

    private void converse() {
        guard(() -> code.onStart(this));
        while (!leaving) {
            command(awaitTask);
            if (!leaving) {
                guard(() -> code.task(this, task));
            }
        }
        stopping = true;
        guard(() -> code.onStop(this));
    }

    private void guard(Part part) {
        try {
            part.run();
        } catch (Leaving leaves) {
            if (aborted) {
                throw leaves;
            }
        } catch (Throwable problem) {
            loop.execute(() -> loop.complain("in the code of " + program.type().name(), problem));
        }
    }

    @FunctionalInterface
    private interface Part {
        void run() throws Exception;
    }

    @Override
    public Scope scope() {
        return this;
    }

    @Override
    public Reply execute(Step.Request request, boolean keep) {
        leaveIfDue();
        call = program.call(request, keep);
        keepContent = keep;
        command(beginCall);
        leaveIfAborted();
        Reply came = reply;
        if (came == null) {
            throw new IllegalStateException("an exchange ended without a reply");
        }
        return came;
    }

    @Override
    public void pause(Duration time) {
        leaveIfDue();
        pauseNanos = time.toNanos();
        command(beginPause);
        leaveIfDue();
    }

    private void leaveIfDue() {
        if (aborted || leaving && !stopping) {
            throw new Leaving();
        }
    }

    private void leaveIfAborted() {
        if (aborted) {
            throw new Leaving();
        }
    }

    /** Has something carried out on the loop, and waits until the loop says so. */
    private void command(Runnable what) {
        released = false;
        if (loop.hosts()) {
            commanding = true;
            what.run();
            commanding = false;
        } else {
            loop.execute(what);
        }
        while (!released && !aborted) {
            LockSupport.park(this);
        }
    }

    // On the loop

    private void release() {
        idle = false;
        pausing = false;
        released = true;
        if (!commanding) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    void begin(long intendedNanos) {
        readyNanos = intendedNanos;
        taskStartNanos = intendedNanos;
        for (Step.Assignment initial : program.type().initial()) {
            variable(initial.variable(), initial.value().value(this));
        }
        thread.start();
    }

    private void beginCall() {
        Call what = call;
        reply = null;
        if (what == null || aborted) {
            return;
        }
        if (exchange.begin(what, readyNanos)) {
            exchangeEnded(exchange.met(), exchange.endNanos());
        }
    }

    private void beginPause() {
        pausing = true;
        loop.timers.set(this, readyNanos + pauseNanos);
    }

    private void awaitTask() {
        if (leaving) {
            release();
        } else if (task != NONE && taskDueNanos != NONE) {
            beginTask(task, taskDueNanos, true);
        } else if (home.idle(this)) {
            long due = started ? program.nextStart(random(), taskStartNanos, readyNanos) : readyNanos;
            if (due <= readyNanos) {
                beginTask(program.pickTask(random()), readyNanos, false);
            } else {
                waitUntil(due);
            }
        } else {
            idle = !leaving;
            task = NONE;
        }
    }

    private void waitUntil(long dueNanos) {
        task = NONE;
        idle = true;
        loop.timers.set(this, dueNanos);
    }

    private void beginTask(int number, long intendedNanos, boolean scheduled) {
        if (scheduled) {
            loop.started(intendedNanos);
        }
        started = true;
        task = number;
        taskDueNanos = NONE;
        readyNanos = intendedNanos;
        taskStartNanos = intendedNanos;
        iteration++;
        loop.count(Counter.ITERATIONS);
        release();
    }

    @Override
    void arrive(int number, long dueNanos) {
        if (idle) {
            beginTask(number, dueNanos, true);
        } else {
            task = number;
            taskDueNanos = dueNanos;
        }
    }

    @Override
    protected void fired(long nowNanos) {
        if (exchange.isActive()) {
            exchange.timeUp(nowNanos);
        } else if (pausing) {
            readyNanos = dueNanos;
            release();
        } else if (idle) {
            waited(nowNanos);
        }
    }

    private void waited(long nowNanos) {
        if (dueNanos < loop.stallEnd()) {
            loop.count(Counter.DROPPED);
            readyNanos = nowNanos;
            awaitTask();
        } else {
            beginTask(program.pickTask(random()), dueNanos, true);
        }
    }

    @Override
    void leave() {
        if (!leaving) {
            leaving = true;
            if (idle || pausing) {
                readyNanos = System.nanoTime();
                loop.timers.cancel(this);
                release();
            }
        }
    }

    @Override
    boolean stay() {
        return !leaving;
    }

    @Override
    void abort() {
        exchange.abort();
        aborted = true;
        leaving = true;
        LockSupport.unpark(thread);
        vanish();
    }

    @Override
    void exchangeEnded(boolean met, long endNanos) {
        readyNanos = endNanos;
        release();
    }

    @Override
    void responded(ResponseParser response, Content body, @Nullable Failure failure) {
        byte[] head = Reply.NOTHING;
        byte[] content = Reply.NOTHING;
        if (keepContent) {
            int from = response.headFrom();
            head = Arrays.copyOfRange(response.headArray(), from, from + response.headLength());
            content = Arrays.copyOfRange(body.array(), body.from(), body.from() + body.length());
        }
        reply = new Reply(failure == null, response.status(), failure == null ? "" : failure.message(), head, content);
    }

    @Override
    void unanswered(Failure failure) {
        reply = new Reply(false, 0, failure.message(), Reply.NOTHING, Reply.NOTHING);
    }

    @Override
    void failed(Throwable bug) {
        loop.complain("in a user of " + program.type().name(), bug);
        exchange.abort();
        connections.closeAll();
        reply = new Reply(false, 0, bug.toString(), Reply.NOTHING, Reply.NOTHING);
        release();
    }

    private void vanish() {
        if (!gone) {
            gone = true;
            loop.timers.cancel(this);
            connections.closeAll();
            home.gone(this);
        }
    }
}
