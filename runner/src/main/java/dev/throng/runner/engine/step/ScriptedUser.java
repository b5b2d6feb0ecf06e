package dev.throng.runner.engine.step;

import dev.throng.api.step.OnFailure;
import dev.throng.runner.engine.exchange.Call;
import dev.throng.runner.engine.exchange.Exchange;
import dev.throng.runner.engine.loop.Rendezvous;
import dev.throng.runner.engine.socket.WebSocketSteps;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.engine.user.UserOwner;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.websocket.Handshake;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A user that follows its class's declared steps: {@code onStart}, then tasks with waits between them, at last
 * {@code onStop}. A failed request, also one of {@code onStart}, is counted and the user goes on with the next step.
 */
final class ScriptedUser extends User implements Rendezvous.Guest, WebSocketSteps.Owner {
    private enum Stage {
        STARTING,
        /** Between tasks, until its timer fires. */
        WAITING,
        /** Between tasks, until an arrival needs it. */
        IDLE,
        WORKING,
        STOPPING,
        GONE
    }

    private static final Action[] NO_STEPS = new Action[0];

    /** Steps done at one go; then other users get their turn, so that a task of mere assignments holds nobody up. */
    private static final int STEPS_AT_ONCE = 64;

    private static final long AFTER_A_BUG_NANOS = 1_000_000_000;
    private static final long BETWEEN_EMPTY_ROUNDS_NANOS = 1_000_000;
    private static final int NO_TASK = -1;

    private final Program program;
    private final UserOwner home;
    private final Exchange exchange = new Exchange(this);
    private Stage stage = Stage.STARTING;
    private final Cursor cursor = new Cursor(this);
    private @Nullable Call last;
    private OnFailure onFailure = OnFailure.goOn;
    private String doing = "";
    private @Nullable WebSocketSteps webSockets;
    private int arrivedTask = NO_TASK;
    private long arrivedNanos;
    private boolean leaving;

    /** Where it waits for others. */
    private @Nullable Rendezvous meeting;

    private final ParallelRequests parallel = new ParallelRequests(this);

    /** What is to be sent again when its pause is over. */
    private @Nullable Call repeated;

    /** When the user was ready for its next step: the intended start of its next request. */
    private long readyNanos;

    private long taskStartNanos;

    ScriptedUser(Program program, int number, SplittableRandom random, UserOwner home) {
        super(program, number, random);
        this.program = program;
        this.home = home;
    }

    @Override
    public void begin(long intendedNanos) {
        readyNanos = intendedNanos;
        taskStartNanos = intendedNanos;
        try {
            take(loop.shared().given().values());
            assign(program.type().initial());
            perform(Stage.STARTING, program.onStart());
            tell("onStart");
            advance();
        } catch (Throwable bug) {
            failed(bug);
        }
    }

    @Override
    public void arrive(int task, long dueNanos) {
        arrivedTask = task;
        arrivedNanos = dueNanos;
        if (stage == Stage.IDLE) {
            try {
                beginArrival();
                advance();
            } catch (Throwable bug) {
                failed(bug);
            }
        }
    }

    @Override
    public void leave() {
        if (leaving || stage == Stage.GONE) {
            return;
        }
        leaving = true;
        if (parallel.isActive()) {
            parallel.leave();
        } else if (isTalking()) {
            webSockets().leave();
        } else if (!exchange.isActive()) {
            readyNanos = System.nanoTime();
            try {
                beginStop();
                advance();
            } catch (Throwable bug) {
                failed(bug);
            }
        }
    }

    @Override
    public boolean stay() {
        boolean possible = stage != Stage.STOPPING && stage != Stage.GONE;
        leaving &= !possible;
        return possible;
    }

    @Override
    public void abort() {
        exchange.abort();
        parallel.abort();
        if (webSockets != null) {
            webSockets.abort();
        }
        vanish();
    }

    @Override
    public void exchangeEnded(boolean met, long endNanos) {
        readyNanos = endNanos;
        if (exchange.isToGoAgain() && (!leaving || stage == Stage.STOPPING)) {
            repeat();
            return;
        }
        afterwards(met);
        if (leaving && stage != Stage.STOPPING) {
            beginStop();
        }
        advance();
    }

    @Override
    protected void fired(long nowNanos) {
        try {
            if (exchange.isActive()) {
                exchange.timeUp(nowNanos);
            } else if (isTalking()) {
                webSockets().timeUp(nowNanos);
            } else {
                switch (stage) {
                    case WAITING -> waited(nowNanos);
                    case STARTING, WORKING, STOPPING -> rested();
                    // What is left of a time-out's timer.
                    case IDLE, GONE -> {}
                }
            }
        } catch (Throwable bug) {
            failed(bug);
        }
    }

    private void waited(long nowNanos) {
        if (dueNanos < loop.clock().stallEnd()) {
            missed(nowNanos);
        } else {
            loop.clock().started(dueNanos);
            beginTask(program.pickTask(random()), dueNanos);
            advance();
        }
    }

    private void rested() {
        readyNanos = dueNanos;
        stopWaiting();
        Call call = repeated;
        if (call == null) {
            advance();
        } else {
            repeated = null;
            if (begun(exchange.beginAgain(call, readyNanos))) {
                advance();
            }
        }
    }

    /** Pauses, and sends the last request again. */
    private void repeat() {
        repeated = last;
        rest(exchange.pauseNanos());
    }

    /** The start fell into a gap of the generator's own clock: it is not made up for. */
    private void missed(long nowNanos) {
        loop.count(Counter.DROPPED);
        readyNanos = nowNanos;
        if (waitForNext()) {
            advance();
        }
    }

    @Override
    public void failed(Throwable bug) {
        loop.complain("in a user of " + program.type().name(), bug);
        exchange.abort();
        parallel.abort();
        if (webSockets != null) {
            webSockets.abort();
        }
        closeConnections();
        if (stage == Stage.STOPPING) {
            vanish();
        } else if (stage != Stage.GONE) {
            perform(Stage.WORKING, NO_STEPS);
            loop.timers().set(this, System.nanoTime() + AFTER_A_BUG_NANOS);
        }
    }

    // What steps ask for

    /** Begins a request; whether it is over already. */
    boolean call(Call call) {
        last = call;
        doing(call.onFailure(), call.key().name());
        return begun(exchange.begin(call, readyNanos));
    }

    /** @param over whether it could not even be sent */
    private boolean begun(boolean over) {
        if (over) {
            readyNanos = exchange.endNanos();
            if (exchange.isToGoAgain()) {
                repeat();
                return false;
            }
            afterwards(exchange.met());
        }
        return over;
    }

    /** Begins several requests at once; whether they are over already. */
    boolean spread(Spread all) {
        loop.timers().cancel(this);
        boolean over = parallel.begin(all);
        if (over) {
            spreadOver(all);
        }
        return over;
    }

    /** Requests at once that had to wait are over. */
    void spreadEnded(Spread all) {
        spreadOver(all);
        if (leaving && stage != Stage.STOPPING) {
            beginStop();
        }
        advance();
    }

    private void spreadOver(Spread all) {
        parallel.over();
        readyNanos = all.endNanos();
        all.measure();
        if (all.failed()) {
            Call decisive = all.decisive();
            doing(
                    decisive == null ? OnFailure.goOn : decisive.onFailure(),
                    decisive == null ? "" : decisive.key().name());
            afterwards(false);
        }
    }

    ParallelBranches branches() {
        return parallel.branches();
    }

    private void closeConnections() {
        connections.closeAll();
        parallel.closeAll();
    }

    /** Whether it begins nothing any more but what leaving users do. */
    boolean isLeaving() {
        return leaving && stage != Stage.STOPPING;
    }

    /** Waits for others; false when they are all there. */
    boolean meet(Rendezvous place, int number, long mostNanos) {
        if (place.join(this, number, readyNanos)) {
            return true;
        }
        meeting = place;
        rest(mostNanos);
        return false;
    }

    @Override
    public void met(Rendezvous place, long atNanos) {
        loop.execute(() -> goOnFrom(place, atNanos));
    }

    private void goOnFrom(Rendezvous place, long atNanos) {
        if (meeting == place) {
            try {
                meeting = null;
                loop.timers().cancel(this);
                readyNanos = atNanos;
                advance();
            } catch (Throwable bug) {
                failed(bug);
            }
        }
    }

    private void stopWaiting() {
        Rendezvous place = meeting;
        if (place != null) {
            meeting = null;
            place.leave(this);
        }
    }

    /** A failure may be the end of the task. */
    private void afterwards(boolean met) {
        if (met) {
            return;
        }
        cursor.failed();
        switch (onFailure) {
            case goOn -> {}
            case endTask -> cursor.leave();
            case stopUser -> quit(false, "");
            case stopRun -> quit(true, doing + " failed, which stops the run");
        }
    }

    /** What is under way from now on is called so, and this happens when it fails. */
    @Override
    public void doing(OnFailure then, String name) {
        onFailure = then;
        doing = name;
    }

    /** Its WebSockets. */
    WebSocketSteps webSockets() {
        WebSocketSteps known = webSockets;
        if (known == null) {
            known = new WebSocketSteps(this, this);
            webSockets = known;
        }
        return known;
    }

    private boolean isTalking() {
        WebSocketSteps known = webSockets;
        return known != null && known.isActive();
    }

    @Override
    public void talked(boolean met, long endNanos) {
        exchangeEnded(met, endNanos);
    }

    /** A step of a WebSocket has begun; whether it is over already. */
    boolean talked(boolean over) {
        if (over) {
            readyNanos = webSockets().endNanos();
            afterwards(webSockets().met());
        }
        return over;
    }

    @Override
    public void upgraded(
            RequestKey key, Conversation.Opening opening, Connection connection, Handshake agreed, long intendedNanos) {
        webSockets().sockets().open(key, opening, connection, agreed, intendedNanos);
    }

    /** Leaves in the middle of what it does. @param reason for the end of the whole run */
    void quit(boolean wholeRun, String reason) {
        if (wholeRun) {
            loop.recorder().stop(reason);
        }
        cursor.leave();
        if (stage != Stage.STOPPING) {
            retire();
        }
    }

    @Override
    public long readyNanos() {
        return readyNanos;
    }

    /** Begins a flow; what is behind it in the steps comes afterwards. */
    void enter(Action[] flow, Rounds times) {
        cursor.enter(flow, times);
    }

    /** Performs the same step again later. */
    void lookAgain(long nanos) {
        cursor.back();
        rest(nanos);
    }

    /** Leaves for good: there is nothing more for it. */
    void retire() {
        home.retires(this);
        leaving = true;
        beginStop();
    }

    void rest(long nanos) {
        loop.timers().set(this, readyNanos + nanos);
    }

    void assign(List<Step.Assignment> assignments) {
        for (int i = 0; i < assignments.size(); i++) {
            Step.Assignment assignment = assignments.get(i);
            variable(assignment.variable(), assignment.value().value(this));
        }
    }

    /** What all users are given, as their first variables. */
    private void take(@Nullable Object[] given) {
        for (int i = 0; i < given.length; i++) {
            variable(i, given[i]);
        }
    }

    // From step to step

    private void perform(Stage next, Action[] list) {
        stage = next;
        stopWaiting();
        repeated = null;
        cursor.begin(list);
    }

    /** Goes on until something has to be waited for. */
    private void advance() {
        for (int left = STEPS_AT_ONCE; left > 0; left--) {
            boolean goesOn = cursor.hasNext() ? step(cursor.next()) : listEnded();
            if (!goesOn) {
                return;
            }
        }
        loop.timers().set(this, Math.max(readyNanos, System.nanoTime() + 1));
    }

    private boolean step(Action action) {
        if (action.admits(this)) {
            return action.perform(this);
        }
        loop.count(Counter.SKIPPED);
        if (loop.witness() != null) {
            loop.witness().skipped(program.type().name());
        }
        return true;
    }

    private boolean listEnded() {
        if (cursor.isInFlow()) {
            boolean goesOn = cursor.endRound();
            if (!goesOn) {
                rest(BETWEEN_EMPTY_ROUNDS_NANOS);
            }
            return goesOn;
        }
        return switch (stage) {
            case STARTING, WORKING -> nothingToDo();
            case STOPPING -> {
                vanish();
                yield false;
            }
            case WAITING, IDLE, GONE -> false;
        };
    }

    private boolean nothingToDo() {
        if (leaving) {
            beginStop();
            return true;
        }
        if (arrivedTask != NO_TASK) {
            beginArrival();
            return true;
        }
        boolean starting = stage == Stage.STARTING;
        stage = Stage.IDLE;
        if (!home.idle(this)) {
            return false;
        }
        if (!claimed) {
            claimed = home.another(this);
        }
        if (!claimed) {
            leaving = true;
            beginStop();
            return true;
        }
        if (starting) {
            beginTask(program.pickTask(random()), readyNanos);
            return true;
        }
        return waitForNext();
    }

    /** Whether there is no wait. */
    private boolean waitForNext() {
        long next = program.nextStart(random(), taskStartNanos, readyNanos);
        if (next <= readyNanos) {
            beginTask(program.pickTask(random()), readyNanos);
            return true;
        }
        stage = Stage.WAITING;
        loop.timers().set(this, next);
        return false;
    }

    private void beginArrival() {
        int task = arrivedTask;
        arrivedTask = NO_TASK;
        loop.clock().started(arrivedNanos);
        beginTask(task, arrivedNanos);
    }

    private void beginTask(int task, long intendedNanos) {
        readyNanos = intendedNanos;
        taskStartNanos = intendedNanos;
        claimed = false;
        if (!loop.network().keepsConnections()) {
            closeConnections();
        }
        iteration++;
        loop.count(Counter.ITERATIONS);
        perform(Stage.WORKING, program.task(task));
        tell(program.type().tasks().get(task).name());
    }

    private void beginStop() {
        loop.timers().cancel(this);
        perform(Stage.STOPPING, program.onStop());
        tell("onStop");
    }

    /** Tells whoever watches which steps come now. */
    private void tell(String part) {
        if (loop.witness() != null && !cursor.isEmpty()) {
            loop.witness().begins(program.type().name(), part);
        }
    }

    private void vanish() {
        if (stage != Stage.GONE) {
            stage = Stage.GONE;
            loop.timers().cancel(this);
            if (webSockets != null) {
                webSockets.sockets().closeAll();
            }
            closeConnections();
            home.gone(this);
        }
    }
}
