package dev.throng.runner.engine.code;

import dev.throng.runner.code.Behaviour;
import dev.throng.runner.code.Code;
import dev.throng.runner.code.MetricKind;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.Session;
import dev.throng.runner.code.SocketExchange;
import dev.throng.runner.code.SocketReply;
import dev.throng.runner.code.UserExit;
import dev.throng.runner.engine.exchange.Sample;
import dev.throng.runner.engine.user.Measured;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.engine.user.UserOwner;
import dev.throng.runner.grpc.KnownMethod;
import dev.throng.runner.grpc.proto.DefinitionException;
import dev.throng.runner.http.request.RequestWriter;
import dev.throng.runner.stats.Snapshot.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A user whose behaviour is blocking code on a virtual thread of its own. The thread prepares a command, has it carried
 * out on the loop, and parks until the loop lets it go on; so user and loop never touch the same thing at the same time,
 * whether the thread runs on the loop or elsewhere.
 *
 * <p>The time that the code takes for itself between two commands is its own, and moves the intended start of what comes
 * next; the time until the loop lets it go on is the generator's, and does not, unless users take turns.
 */
final class CodeUser extends User implements Session {
    private static final int NONE = -1;

    /** Rounds at one go without waiting for anything; then other users get their turn. */
    private static final int ROUNDS_AT_ONCE = 64;

    /** The same for rounds that take long, such as of what throws each time. */
    private static final long NANOS_AT_ONCE = 1_000_000;

    private final UserOwner home;
    private final RequestWriter writer;
    private final Code code;
    private final Counting counting;
    private final Handoff handoff;
    private final List<ConcurrentRequest> inFlight = new ArrayList<>(1);
    private @Nullable CodeWebSockets webSockets;
    private final Runnable beginSends = this::beginSends;
    private final Runnable beginPause = this::beginPause;
    private final Runnable awaitTask = this::awaitTask;
    private volatile boolean leaving;
    private volatile boolean aborted;
    private boolean stopping;

    /** Waits for its next task. */
    private boolean idle;

    private boolean pausing;
    private boolean gone;

    /** When the user was ready for what it does next. */
    private long readyNanos;

    private long taskStartNanos;
    private long pauseNanos;
    private List<Request> sends = List.of();
    private int requestsInFlight;
    private int task = NONE;
    private long taskDueNanos;

    /** When the next round is to begin, and how long a wait that is. */
    private long wakeNanos;

    private long waitNanos;
    private int rounds;

    CodeUser(CodeCohort cohort, int number, SplittableRandom random, UserOwner home, Code code) {
        super(cohort, number, random);
        this.writer = cohort.writer();
        this.home = home;
        this.code = code;
        counting = new Counting(this);
        handoff = new Handoff(loop, this::live);
    }

    // On the user's thread

    private void live() {
        handoff.resumed();
        try {
            Behaviour behaviour = behaviour();
            if (behaviour != null) {
                converse(behaviour);
            }
        } catch (UserExit cutOff) {
            // Nothing more to do, not even onStop.
        } finally {
            loop.execute(this::vanish);
        }
    }

    /** Null when the code can't make any: then it is of no use to make another one at once. */
    private @Nullable Behaviour behaviour() {
        try {
            return code.user(this);
        } catch (UserExit leaves) {
            retire();
        } catch (Throwable problem) {
            note(problem);
            retire();
        }
        return null;
    }

    private void converse(Behaviour behaviour) {
        perform(() -> {
            behaviour.onStart();
            return false;
        });
        boolean waits = false;
        while (!leaving) {
            nextRound(waits ? nextStart(behaviour) : readyNanos);
            if (!leaving) {
                waits = perform(() -> behaviour.task(task));
            }
        }
        stopping = true;
        perform(() -> {
            behaviour.onStop();
            return false;
        });
    }

    @FunctionalInterface
    private interface Part {
        boolean run() throws Exception;
    }

    /** Whether the wait before the next task is due. */
    private boolean perform(Part part) {
        try {
            return part.run();
        } catch (UserExit leaves) {
            if (aborted) {
                throw leaves;
            }
            if (leaves.isForGood()) {
                retire();
            }
        } catch (Throwable problem) {
            note(problem);
        } finally {
            counting.settleAll();
            catchUp();
        }
        return true;
    }

    private long nextStart(Behaviour behaviour) {
        if (home.hasArrivals()) {
            return readyNanos;
        }
        long[] next = {readyNanos};
        perform(() -> {
            next[0] = behaviour.nextStart(taskStartNanos, readyNanos);
            return true;
        });
        return next[0];
    }

    private void retire() {
        leaving = true;
        onLoop(() -> home.retires(this));
    }

    private void nextRound(long dueNanos) {
        wakeNanos = dueNanos;
        waitNanos = Math.max(0, dueNanos - readyNanos);
        handoff.command(awaitTask);
        if (++rounds >= ROUNDS_AT_ONCE || handoff.goneOnNanos() > NANOS_AT_ONCE) {
            rounds = 0;
            handoff.giveWay();
        }
    }

    @Override
    public int nextIteration(long dueNanos) {
        catchUp();
        leaveIfDue();
        nextRound(dueNanos);
        leaveIfDue();
        return task;
    }

    @Override
    public Response send(Request request) {
        return sendAll(List.of(request)).getFirst();
    }

    @Override
    public List<Response> sendAll(List<Request> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        sends = requests;
        command(beginSends);
        if (requests.size() == 1) {
            return List.of(counting.count(inFlight.getFirst()));
        }
        return counting.count(inFlight, requests.size());
    }

    @Override
    public KnownMethod method(String call) throws DefinitionException {
        return loop.shared().plan().methods().find(call);
    }

    @Override
    public SocketReply talk(SocketExchange talk) {
        return webSockets().talk(talk);
    }

    @Override
    public SocketReply hangUp(SocketExchange.HangUp end) {
        return webSockets().hangUp(end);
    }

    /** Its WebSockets. */
    CodeWebSockets webSockets() {
        CodeWebSockets known = webSockets;
        if (known == null) {
            known = new CodeWebSockets(this);
            webSockets = known;
        }
        return known;
    }

    /** Has something carried out on the loop that ends with {@link #goOnAt}. */
    void command(Runnable what) {
        catchUp();
        leaveIfDue();
        carryOn(what);
    }

    /** Has the rest of something carried out, also when the user is to leave. */
    void carryOn(Runnable what) {
        catchUp();
        handoff.command(what);
        if (aborted) {
            throw UserExit.asked();
        }
        rounds = 0;
    }

    @Override
    public void settle(Response response, @Nullable String problem) {
        counting.settle(response, problem);
    }

    @Override
    public void settle(Response response, Sample instead) {
        counting.settle(response, instead);
    }

    @Override
    public void measured(Sample sample) {
        counting.measured(sample);
    }

    @Override
    public void add(MetricKind kind, String name, double value) {
        counting.add(kind, name, value);
    }

    @Override
    public void pause(Duration time) {
        catchUp();
        leaveIfDue();
        pauseNanos = Math.max(0, time.toNanos());
        handoff.command(beginPause);
        leaveIfDue();
    }

    @Override
    public long nanos() {
        catchUp();
        return readyNanos;
    }

    @Override
    public String shared() {
        return loop.shared().plan().shared();
    }

    @Override
    public boolean isLeaving() {
        return leaving;
    }

    @Override
    public void stopRun(String reason) {
        onLoop(() -> loop.recorder().stop(reason));
    }

    @Override
    public void note(Throwable problem) {
        if (problem instanceof OutOfMemoryError) {
            loop.shared().reserve().open();
            onLoop(() -> loop.ranOut(Scenario.line(problem)));
        }
        String where = "in the code of " + cohort.type().name() + Scenario.line(problem);
        onLoop(() -> loop.complain(where, problem));
    }

    @Override
    public Optional<String> findCookie(String name) {
        return Optional.ofNullable(cookie(name));
    }

    @Override
    public String cookies(String url) {
        return writer.cookies(url, cookies(), epochMillis());
    }

    @Override
    public void storeCookie(String url, String setCookie) {
        writer.storeCookie(url, setCookie, cookieJar(), epochMillis());
    }

    /** Writes its requests. */
    RequestWriter writer() {
        return writer;
    }

    @Override
    public void clearCookies() {
        forgetCookies();
    }

    @Override
    public void closeConnections() {
        onLoop(() -> inFlight.forEach(concurrent -> concurrent.connections().closeAll()));
    }

    private void leaveIfDue() {
        if (aborted || leaving && !stopping) {
            throw UserExit.asked();
        }
    }

    /** What the code has done since it was let go on took time of its own. */
    private void catchUp() {
        readyNanos += handoff.ownNanos();
        if (code.takesTurns() && !home.hasArrivals()) {
            readyNanos = Math.max(readyNanos, handoff.askedAtNanos());
        }
    }

    /** Has something done on the loop that waits for nothing. For all threads. */
    void onLoop(Runnable what) {
        handoff.onLoop(what);
    }

    // On the loop

    private void release() {
        idle = false;
        pausing = false;
        handoff.release();
    }

    @Override
    public void begin(long intendedNanos) {
        readyNanos = intendedNanos;
        taskStartNanos = intendedNanos;
        handoff.start();
    }

    private void beginSends() {
        List<Request> wanted = sends;
        while (inFlight.size() < wanted.size()) {
            inFlight.add(new ConcurrentRequest(this));
        }
        if (aborted) {
            return;
        }
        requestsInFlight = wanted.size();
        for (int i = 0; i < wanted.size(); i++) {
            if (inFlight.get(i).begin(wanted.get(i), readyNanos)) {
                requestEnded();
            }
        }
    }

    /** What a request that is over is to be counted as. */
    void came(Measured measured) {
        counting.came(measured);
    }

    /** One of the requests under way is over. */
    void requestEnded() {
        if (--requestsInFlight > 0) {
            return;
        }
        long end = readyNanos;
        for (int i = 0; i < sends.size(); i++) {
            end = Math.max(end, inFlight.get(i).endNanos());
        }
        goOnAt(end);
    }

    /** When it was ready for what it does. */
    long readyNanos() {
        return readyNanos;
    }

    /** Lets the code go on, which was ready then. */
    void goOnAt(long nanos) {
        readyNanos = nanos;
        release();
    }

    private boolean isTalking() {
        CodeWebSockets known = webSockets;
        return known != null && known.isActive();
    }

    private void beginPause() {
        pausing = true;
        loop.timers().set(this, readyNanos + pauseNanos);
    }

    private void awaitTask() {
        if (leaving) {
            release();
        } else if (task != NONE && taskDueNanos != NONE) {
            beginTask(task, taskDueNanos, true);
        } else if (home.idle(this)) {
            if (!claimed) {
                claimed = home.another(this);
            }
            if (!claimed) {
                leaving = true;
                release();
            } else if (wakeNanos <= readyNanos) {
                beginTask(cohort.pickTask(random()), readyNanos, false);
            } else {
                waitUntil(wakeNanos);
            }
        } else {
            idle = !leaving;
            task = NONE;
        }
    }

    private void waitUntil(long dueNanos) {
        task = NONE;
        idle = true;
        loop.timers().set(this, dueNanos);
    }

    private void beginTask(int number, long intendedNanos, boolean scheduled) {
        if (scheduled) {
            loop.clock().started(intendedNanos);
            rounds = 0;
        }
        task = number;
        taskDueNanos = NONE;
        readyNanos = intendedNanos;
        taskStartNanos = intendedNanos;
        claimed = false;
        if (!loop.network().keepsConnections()) {
            inFlight.forEach(concurrent -> concurrent.connections().closeAll());
        }
        iteration++;
        loop.count(Counter.ITERATIONS);
        if (loop.witness() != null) {
            loop.witness().begins(cohort.type().name(), "iteration " + iteration);
        }
        release();
    }

    @Override
    public void arrive(int number, long dueNanos) {
        if (idle) {
            beginTask(number, dueNanos, true);
        } else {
            task = number;
            taskDueNanos = dueNanos;
        }
    }

    @Override
    protected void fired(long nowNanos) {
        if (pausing) {
            readyNanos = dueNanos;
            release();
        } else if (idle) {
            waited(nowNanos);
        } else if (isTalking()) {
            webSockets().timeUp(nowNanos);
        }
    }

    private void waited(long nowNanos) {
        if (dueNanos < loop.clock().stallEnd()) {
            loop.count(Counter.DROPPED);
            readyNanos = nowNanos;
            waitUntil(nowNanos + waitNanos);
        } else {
            beginTask(cohort.pickTask(random()), dueNanos, true);
        }
    }

    @Override
    public void leave() {
        if (!leaving) {
            leaving = true;
            if (idle || pausing) {
                readyNanos = System.nanoTime();
                loop.timers().cancel(this);
                release();
            } else if (isTalking()) {
                webSockets().leave();
            }
        }
    }

    @Override
    public boolean stay() {
        return !leaving;
    }

    @Override
    public void abort() {
        inFlight.forEach(ConcurrentRequest::abort);
        counting.cutOff();
        aborted = true;
        leaving = true;
        handoff.drop();
        vanish();
    }

    @Override
    public void exchangeEnded(boolean met, long endNanos) {
        throw new IllegalStateException("requests of code are measured one by one");
    }

    @Override
    public void failed(Throwable bug) {
        loop.complain("in a user of " + cohort.type().name(), bug);
        if (webSockets != null) {
            webSockets.end();
        }
        release();
    }

    private void vanish() {
        if (!gone) {
            gone = true;
            loop.timers().cancel(this);
            inFlight.forEach(ConcurrentRequest::abort);
            if (webSockets != null) {
                webSockets.end();
            }
            home.gone(this);
        }
    }
}
