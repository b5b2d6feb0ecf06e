package dev.throng.runner.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.cluster.protocol.ThreadLoop;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.End;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The local role on its real loop. */
class LocalRunTest {
    private static final About ABOUT =
            new About("run", "test", "", "", new Result.Environment("", "", "", 1, 0, "", ""), Earlier.NONE);

    private final AtomicLong served = new AtomicLong();

    private FakeEngine engine() {
        return new FakeEngine(new ThreadLoop("fake-engine"), instant -> served.incrementAndGet());
    }

    @Test
    void aShortRunEndsByItselfWithEverythingCounted() throws Exception {
        Run run = LocalRun.start(Plans.constant(5, 1), plan -> engine(), ABOUT);
        List<Live> ticks = new CopyOnWriteArrayList<>();
        run.onTick(ticks::add);

        Result result = run.result().get(20, SECONDS);
        assertThat(result.end()).isEqualTo(End.COMPLETE);
        assertThat(result.total().requests()).isPositive().isEqualTo(served.get());
        assertThat(ticks.getLast().state()).isEqualTo(Live.State.STOPPED);
        assertThat(run.ask(totals -> totals.judged().requests()).get(5, SECONDS))
                .isEqualTo(served.get());
        assertThat(run.resultSoFar().get(5, SECONDS)).isSameAs(result);
    }

    @Test
    void anInteractiveRunIsReadyThenFollowsThenStops() throws Exception {
        Run run = LocalRun.start(Plans.interactive(), plan -> engine(), ABOUT);
        CompletableFuture<Live> ready = new CompletableFuture<>();
        CompletableFuture<Live> busy = new CompletableFuture<>();
        run.onTick(live -> {
            if (live.state() == Live.State.READY) {
                ready.complete(live);
            }
            if (live.totals().requests() > 0) {
                busy.complete(live);
            }
        });
        ready.get(20, SECONDS);
        run.load(5, 1000);
        busy.get(20, SECONDS);
        run.stop(Run.StopReason.USER);

        Result result = run.result().get(20, SECONDS);
        assertThat(result.end()).isEqualTo(End.INTERRUPTED);
        assertThat(result.total().requests()).isEqualTo(served.get());
    }

    @Test
    void aRunThatIsStoppedBeforeItStartedEndsAtOnce() throws Exception {
        Run run = LocalRun.start(Plans.interactive(), plan -> engine(), ABOUT);
        run.stop(Run.StopReason.USER);
        assertThat(run.result().get(20, SECONDS).total().requests()).isZero();
    }
}
