package dev.throng.runner.engine.code;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import dev.throng.runner.code.Session;
import dev.throng.runner.code.UserExit;
import dev.throng.runner.engine.judge.ExchangeLog;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.tracing.TraceIds;
import dev.throng.runner.engine.user.Measured;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a user's code has done: each request once, at the times of the wire, whenever the code has judged it. When the
 * user is cut off, what came and the code has not judged by then counts as the wire says. Confined to the user's thread, but
 * for what is said to be on the loop.
 */
final class Counting {
    private final CodeUser user;
    private final Loop loop;
    private final List<Open> open = new ArrayList<>(0);

    /** What came and is in no figure yet; on the loop. */
    private final List<Measured> due = new ArrayList<>(1);

    /** What the code has judged and the loop has not counted yet. */
    private final Queue<Judged> judged = new ConcurrentLinkedQueue<>();

    private final Runnable countJudged = this::countJudged;

    /** One that the code has not judged yet. */
    private record Open(Response response, Measured measured) {}

    private record Judged(
            Response response, Measured measured, @Nullable String problem) {}

    Counting(CodeUser user) {
        this.user = user;
        loop = user.loop();
    }

    /** What came of requests that were sent at once, each counted unless it is open, also where a judge throws. */
    List<Response> count(List<ConcurrentRequest> concurrent, int number) {
        List<Response> responses = new ArrayList<>(number);
        try {
            while (responses.size() < number) {
                responses.add(count(concurrent.get(responses.size())));
            }
        } finally {
            for (int i = responses.size() + 1; i < number; i++) { // those behind one whose judge has thrown
                Measured measured = concurrent.get(i).counted();
                if (measured != null) {
                    record(concurrent.get(i).response(), measured);
                }
            }
        }
        return responses;
    }

    /** What came of a request, counted unless it is open, also where its judge throws. */
    Response count(ConcurrentRequest concurrent) {
        Response response = concurrent.response();
        Measured measured = concurrent.counted();
        if (measured == null) {
            return response; // given up for a bug of ours, which is noted
        }
        Request request = response.request();
        if (request.open()) {
            open.add(new Open(response, measured));
            return response;
        }
        Request.Judge judge = request.judge();
        if (judge != null && measured.failure() == null) {
            response.problem(problem(judge, response, measured));
        }
        record(response, measured);
        return response;
    }

    private @Nullable String problem(Request.Judge judge, Response response, Measured measured) {
        try {
            return judge.problem(response);
        } catch (UserExit leaves) {
            record(response, measured);
            throw leaves;
        } catch (Throwable thrown) {
            response.problem(String.valueOf(thrown));
            record(response, measured);
            throw thrown;
        }
    }

    void settle(Response response, @Nullable String problem) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (isSame(open.get(i).response(), response)) {
                response.problem(problem);
                record(response, open.remove(i).measured());
                return;
            }
        }
    }

    void settle(Response response, Session.Sample instead) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (isSame(open.get(i).response(), response)) {
                Measured measured = open.remove(i).measured();
                measured(instead, () -> take(measured));
                return;
            }
        }
        measured(instead);
    }

    @SuppressWarnings("ReferenceEquality") // one exchange, not one like it
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    // On the loop

    /** A request is over, and the code is to judge it. */
    void came(Measured measured) {
        due.add(measured);
    }

    /** Nothing waits for the code any more. */
    void cutOff() {
        countJudged();
        for (Measured measured : due) {
            Failure wire = measured.failure();
            count(measured, wire == null ? null : wire.message());
        }
        due.clear();
    }

    /** False when it is in the figures already. */
    private boolean take(Measured measured) {
        return due.removeIf(one -> isSame(one, measured));
    }

    // On the user's thread

    /** What the code has begun and not judged counts as the wire says: nothing that reached the server is left out. */
    void settleAll() {
        while (!open.isEmpty()) {
            Open last = open.removeLast();
            record(last.response(), last.measured());
        }
    }

    private void record(Response response, Measured measured) {
        judged.add(new Judged(response, measured, response.problem()));
        user.onLoop(countJudged);
    }

    // On the loop again

    private void countJudged() {
        for (Judged one = judged.poll(); one != null; one = judged.poll()) {
            if (take(one.measured)) {
                count(one.measured, one.problem);
                if (one.problem != null && one.measured.failure() == null) {
                    keep(one.response, one.measured, one.problem);
                }
            }
        }
    }

    private void count(Measured measured, @Nullable String problem) {
        if (measured.stalled()) {
            loop.recorder()
                    .recordStalled(
                            measured.slot(), measured.phase(), measured.received(), measured.sent(), problem != null);
        } else if (problem == null) {
            loop.recorder()
                    .record(
                            measured.slot(),
                            measured.phase(),
                            measured.status(),
                            measured.responseNanos(),
                            measured.serviceNanos(),
                            measured.firstByteNanos(),
                            measured.received(),
                            measured.sent());
            if (measured.serviceNanos() < 0) {
                loop.count(Counter.NEVER_SENT);
            }
        } else {
            Failure wire = measured.failure();
            loop.recorder()
                    .recordFailure(
                            measured.slot(),
                            measured.phase(),
                            measured.status(),
                            measured.responseNanos(),
                            measured.serviceNanos(),
                            measured.firstByteNanos(),
                            measured.received(),
                            measured.sent(),
                            wire != null ? wire.kind() : FailureKind.CHECK,
                            problem);
        }
        trace(measured, problem);
    }

    /** Where its trace can be found, unless what was measured is the generator's own standstill. */
    private void trace(Measured measured, @Nullable String problem) {
        TraceIds ids = measured.ids();
        if (ids != null
                && !measured.stalled()
                && loop.recorder().wantsTrace(measured.key(), measured.responseNanos(), problem != null)) {
            loop.recorder()
                    .traced(
                            measured.key(),
                            measured.phase(),
                            ids.trace(),
                            ids.span(),
                            measured.responseNanos(),
                            problem == null ? "" : problem);
        }
    }

    /** What the code itself takes for a failure is as worth a look as what the engine does. */
    private void keep(Response response, Measured measured, String problem) {
        ExchangeLog log = loop.shared().exchangeLog();
        if (!log.full() && log.admits(measured.key(), problem)) {
            Request request = response.request();
            loop.recorder()
                    .exchange(new Snapshot.Exchange(
                            measured.key(),
                            problem,
                            user.epochMillis(),
                            measured.responseNanos() / 1e6,
                            log.shown(head(request), request.body(), user.derivedSecrets()),
                            log.shown(response.head(), response.body(), user.derivedSecrets())));
        }
    }

    private static byte[] head(Request request) {
        StringBuilder head = new StringBuilder(request.method() + " " + request.url() + "\r\n");
        request.fields().forEach(field -> head.append(field.name() + ": " + field.value() + "\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    void add(MetricKind kind, String name, double value) {
        long now = System.nanoTime();
        long at = switch (kind) {
            case GROUP, GROUP_FAILURES -> now - Math.round(value * 1e6);
            case TREND, TIME, COUNTER, RATE, GAUGE, CHECK -> now;
        };
        user.onLoop(() -> loop.metric(kind, name, value, at));
    }

    void measured(Session.Sample sample) {
        measured(sample, () -> true);
    }

    /** @param counts asked on the loop */
    private void measured(Session.Sample sample, BooleanSupplier counts) {
        RequestKey key = new RequestKey(user.cohort().type().name(), sample.name(), sample.method());
        long nanos = Math.max(0, sample.nanos());
        long end = System.nanoTime();
        String problem = sample.problem();
        user.onLoop(() -> {
            if (!counts.getAsBoolean()) {
                return;
            }
            int slot = loop.recorder().slot(key);
            int phase = loop.runClock().phase(end - nanos);
            if (sample.lines() == 0) {
                loop.count(Counter.EXTERNAL);
            }
            for (int hop = 1; hop < sample.lines(); hop++) {
                loop.count(Counter.REDIRECT_HOPS);
            }
            if (problem == null) {
                loop.recorder().record(slot, phase, nanos, nanos, -1, sample.bytes(), 0);
            } else {
                loop.recorder()
                        .recordFailure(slot, phase, nanos, nanos, -1, sample.bytes(), 0, FailureKind.CHECK, problem);
            }
        });
    }
}
