package dev.throng.operator.loadtest;

import dev.throng.operator.loadtest.act.Actor;
import dev.throng.operator.loadtest.act.Events;
import dev.throng.operator.loadtest.act.Rehearsal;
import dev.throng.operator.loadtest.desired.Runner;
import dev.throng.operator.loadtest.follow.Following;
import dev.throng.operator.loadtest.follow.Masters;
import dev.throng.operator.loadtest.follow.Tokens;
import dev.throng.operator.loadtest.observe.Examination;
import dev.throng.operator.loadtest.observe.Observer;
import dev.throng.operator.loadtest.status.Pace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** What the reconciler is put together from, wired to a cluster, to masters and to a clock. */
public record LoadTestParts(
        Observer observer,
        Actor actor,
        Events events,
        Pace pace,
        LoadTestMeters meters,
        NewsSource<LoadTestResource> news) {

    /** @param statusInterval how often figures alone are worth a write of the status */
    public static LoadTestParts of(
            KubernetesClient client,
            Runner runner,
            Tokens tokens,
            Masters masters,
            Clock clock,
            MeterRegistry registry,
            Duration statusInterval) {
        NewsSource<LoadTestResource> news = new NewsSource<>();
        Following following =
                new Following(masters, clock, statusInterval, run -> news.of(run.namespace(), run.loadTest()));
        Pace pace = new Pace(statusInterval);
        LoadTestMeters meters = new LoadTestMeters(registry);
        news.onGone(loadTest -> {
            following.forgetAll(
                    loadTest.getMetadata().getNamespace(),
                    loadTest.getMetadata().getName());
            pace.forget(loadTest.getMetadata().getUid());
            meters.forget(loadTest);
        });
        Examination examination = Examination.in(client, new Rehearsal(client, runner)::problems);
        return new LoadTestParts(
                new Observer(clock, examination, following, new ClusterWarnings(client)),
                new Actor(client, runner, tokens, masters, following),
                new Events(client, clock),
                pace,
                meters,
                news);
    }
}
