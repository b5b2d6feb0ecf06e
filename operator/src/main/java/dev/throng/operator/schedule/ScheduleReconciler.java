package dev.throng.operator.schedule;

import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.NewsSource;
import dev.throng.operator.loadtest.act.Events;
import dev.throng.operator.loadtest.observe.Examination;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Reconciles a schedule: when the time comes, there is a LoadTest. It is looked at often, whatever happens. */
@ControllerConfiguration(
        name = "schedule",
        fieldManager = "throng-operator",
        retry = GenericRetry.class,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 5, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 1.5, maxInterval = 30_000)
public class ScheduleReconciler implements Reconciler<LoadTestScheduleResource> {
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(5);

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Clock clock;
    private final ScheduleObserver observer;
    private final Children children;
    private final Events events;
    private final ScheduleMeters meters;
    private final NewsSource<LoadTestScheduleResource> news = new NewsSource<>();

    /** @param examination of the LoadTests that schedules make */
    public ScheduleReconciler(KubernetesClient client, Examination examination, Clock clock, MeterRegistry registry) {
        this.observer = new ScheduleObserver(examination);
        this.clock = clock;
        this.children = new Children(client);
        this.events = new Events(client, clock);
        this.meters = new ScheduleMeters(registry);
        news.onGone(meters::forget);
    }

    @Override
    public List<EventSource<?, LoadTestScheduleResource>> prepareEventSources(
            EventSourceContext<LoadTestScheduleResource> context) {
        return List.of(
                news,
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(LoadTestResource.class, LoadTestScheduleResource.class)
                                .withLabelSelector(Children.SCHEDULE_LABEL)
                                .withSecondaryToPrimaryMapper(ScheduleReconciler::scheduleOf)
                                .withNamespacesInheritedFromController()
                                .build(),
                        context));
    }

    private static Set<ResourceID> scheduleOf(LoadTestResource loadTest) {
        return Optional.ofNullable(loadTest.getMetadata().getLabels().get(Children.SCHEDULE_LABEL))
                .map(name -> Set.of(new ResourceID(name, loadTest.getMetadata().getNamespace())))
                .orElse(Set.of());
    }

    @Override
    public UpdateControl<LoadTestScheduleResource> reconcile(
            LoadTestScheduleResource schedule, Context<LoadTestScheduleResource> context) {
        Seen seen = observer.observe(schedule, context.getSecondaryResources(LoadTestResource.class), clock.instant());
        Step.Decided decided = act(schedule, Steps.decide(seen));
        ScheduleAnnouncements.of(seen, decided).forEach(announcement -> events.tell(schedule, announcement));
        LoadTestScheduleStatus status = ScheduleProjection.of(seen, decided);
        meters.tell(schedule, decided.step(), status);
        if (context.getPrimaryCache().get(ResourceID.fromResource(schedule)).isEmpty()) {
            // It was deleted meanwhile: nobody else would forget it.
            meters.forget(schedule);
        }
        UpdateControl<LoadTestScheduleResource> control = status.equals(seen.last())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(answer(schedule, status));
        return control.rescheduleAfter(sleep(decided, seen.now()));
    }

    /** What was done, which may be less than what was decided. */
    private Step.Decided act(LoadTestScheduleResource schedule, Step.Decided decided) {
        decided.outlived().forEach(name -> children.remove(schedule, name));
        return switch (decided.step()) {
            case Step.Rest _, Step.Skip _, Step.Refused _ -> decided;
            case Step.Start start ->
                children.make(schedule, start.due())
                        .map(objection -> decided.but(new Step.Refused(start.due(), objection)))
                        .orElse(decided);
            case Step.Abort abort -> {
                abort.loadTests().forEach(name -> children.abort(schedule, name));
                yield decided;
            }
        };
    }

    private static Duration sleep(Step.Decided decided, Instant now) {
        Duration longest = decided.step() instanceof Step.Refused ? AGAIN : LONGEST_SLEEP;
        return decided.next()
                .map(next -> Duration.between(now, next))
                .filter(wait -> wait.compareTo(longest) < 0)
                .orElse(longest);
    }

    private static LoadTestScheduleResource answer(LoadTestScheduleResource schedule, LoadTestScheduleStatus status) {
        LoadTestScheduleResource answer = new LoadTestScheduleResource();
        answer.setMetadata(new ObjectMetaBuilder()
                .withName(schedule.getMetadata().getName())
                .withNamespace(schedule.getMetadata().getNamespace())
                .withResourceVersion(schedule.getMetadata().getResourceVersion())
                .build());
        answer.setStatus(status);
        return answer;
    }
}
