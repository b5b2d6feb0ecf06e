package dev.throng.operator.loadtest;

import dev.throng.api.LoadTestStatus;
import dev.throng.operator.loadtest.act.Acted;
import dev.throng.operator.loadtest.act.Actor;
import dev.throng.operator.loadtest.act.Events;
import dev.throng.operator.loadtest.decide.Decision;
import dev.throng.operator.loadtest.decide.Decisions;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.operator.loadtest.observe.Observer;
import dev.throng.operator.loadtest.status.Announcement;
import dev.throng.operator.loadtest.status.Announcements;
import dev.throng.operator.loadtest.status.Pace;
import dev.throng.operator.loadtest.status.Projection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
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
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles a LoadTest: observe, decide, act, say. One step at a time; each may be interrupted anywhere and done again.
 */
@ControllerConfiguration(
        name = "loadtest",
        fieldManager = "throng-operator",
        retry = GenericRetry.class,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 5, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 1.5, maxInterval = 30_000)
public class LoadTestReconciler implements Reconciler<LoadTestResource> {
    /** After making objects: usually the cluster's own events come first. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** After a call to a master that failed. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(LoadTestReconciler.class);

    private final Observer observer;
    private final Actor actor;
    private final Events events;
    private final Pace pace;
    private final LoadTestMeters meters;
    private final NewsSource<LoadTestResource> news;

    public LoadTestReconciler(LoadTestParts parts) {
        this.observer = parts.observer();
        this.actor = parts.actor();
        this.events = parts.events();
        this.pace = parts.pace();
        this.meters = parts.meters();
        this.news = parts.news();
    }

    @Override
    public List<EventSource<?, LoadTestResource>> prepareEventSources(EventSourceContext<LoadTestResource> context) {
        return List.of(watched(Job.class, context), watched(Pod.class, context), news);
    }

    private static <R extends HasMetadata> InformerEventSource<R, LoadTestResource> watched(
            Class<R> type, EventSourceContext<LoadTestResource> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, LoadTestResource.class)
                        .withLabelSelector(RunId.OURS)
                        .withSecondaryToPrimaryMapper(LoadTestReconciler::loadTestOf)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
    }

    private static Set<ResourceID> loadTestOf(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels().get(RunId.LOAD_TEST_LABEL))
                .map(name -> Set.of(new ResourceID(name, object.getMetadata().getNamespace())))
                .orElse(Set.of());
    }

    @Override
    public UpdateControl<LoadTestResource> reconcile(LoadTestResource loadTest, Context<LoadTestResource> context) {
        Observed seen = observer.observe(
                loadTest,
                context.getSecondaryResources(Job.class),
                context.getSecondaryResources(Pod.class),
                related(loadTest, context));
        Decision decision = Decisions.decide(seen);
        Acted acted;
        try {
            acted = actor.act(seen, decision);
        } catch (IOException e) {
            LOG.info("{}; another try will do", e.getMessage());
            return UpdateControl.<LoadTestResource>noUpdate().rescheduleAfter(AGAIN);
        }
        LoadTestStatus status = Projection.of(seen, decision, acted);
        meters.tell(loadTest, status);
        if (context.getPrimaryCache().get(ResourceID.fromResource(loadTest)).isEmpty()) {
            // It was deleted meanwhile: nobody else would forget it.
            meters.forget(loadTest);
        }
        Announcements.of(seen, status).forEach(announcement -> tell(loadTest, status, announcement));
        return wake(say(loadTest, status, seen), decision, acted, seen.now());
    }

    /** What a run may be compared with: the LoadTest that its baseline names, or the others of its schedule. */
    private static List<LoadTestResource> related(LoadTestResource loadTest, Context<LoadTestResource> context) {
        return Optional.ofNullable(loadTest.getSpec().baseline())
                .flatMap(baseline -> Optional.ofNullable(baseline.name()))
                .map(name ->
                        context
                                .getPrimaryCache()
                                .get(new ResourceID(name, loadTest.getMetadata().getNamespace()))
                                .stream()
                                .toList())
                .orElseGet(() -> siblings(loadTest, context));
    }

    /** The other LoadTests of its schedule, if it has one. */
    private static List<LoadTestResource> siblings(LoadTestResource loadTest, Context<LoadTestResource> context) {
        return schedule(loadTest)
                .map(name -> context.getPrimaryCache()
                        .list(
                                loadTest.getMetadata().getNamespace(),
                                other -> schedule(other).equals(Optional.of(name))
                                        && !ResourceID.fromResource(other).equals(ResourceID.fromResource(loadTest)))
                        .toList())
                .orElse(List.of());
    }

    private static Optional<String> schedule(LoadTestResource loadTest) {
        return Optional.ofNullable(loadTest.getMetadata().getLabels())
                .flatMap(labels -> Optional.ofNullable(labels.get(RunId.SCHEDULE_LABEL)));
    }

    /** What begins and ends a run stands in the log too. */
    private void tell(LoadTestResource loadTest, LoadTestStatus status, Announcement announcement) {
        if (events.tell(loadTest, announcement) && announcement.milestone()) {
            LOG.info(
                    "{}/{} run {} {}: {}",
                    loadTest.getMetadata().getNamespace(),
                    loadTest.getMetadata().getName(),
                    status.runId(),
                    announcement.reason(),
                    announcement.message());
        }
    }

    private UpdateControl<LoadTestResource> say(LoadTestResource loadTest, LoadTestStatus status, Observed seen) {
        return pace.worthAWord(loadTest.getMetadata().getUid(), seen.last(), status, seen.now())
                ? UpdateControl.patchStatus(answer(loadTest, status))
                : UpdateControl.noUpdate();
    }

    /** With the version that was read: what was decided for another spec must not be written over this one. */
    private static LoadTestResource answer(LoadTestResource loadTest, LoadTestStatus status) {
        LoadTestResource answer = new LoadTestResource();
        answer.setMetadata(new ObjectMetaBuilder()
                .withName(loadTest.getMetadata().getName())
                .withNamespace(loadTest.getMetadata().getNamespace())
                .withResourceVersion(loadTest.getMetadata().getResourceVersion())
                .build());
        answer.setStatus(status);
        return answer;
    }

    private static UpdateControl<LoadTestResource> wake(
            UpdateControl<LoadTestResource> control, Decision decision, Acted acted, Instant now) {
        return switch (decision) {
            case Decision.Accept _, Decision.Size _, Decision.Tell _ -> control.reschedule();
            case Decision.Store _ -> acted.ending().isPresent() ? control.reschedule() : control.rescheduleAfter(SOON);
            case Decision.Calibrate _,
                    Decision.Provide _,
                    Decision.Release _,
                    Decision.Dismiss _,
                    Decision.GiveUp _,
                    Decision.Reject _,
                    Decision.CleanUp _ -> control.rescheduleAfter(SOON);
            case Decision.Attend attend -> at(control, attend.until(), now);
            case Decision.Rest rest ->
                rest.until().map(until -> at(control, until, now)).orElse(control);
            case Decision.Hold hold ->
                hold.until().map(until -> at(control, until, now)).orElse(control);
        };
    }

    private static UpdateControl<LoadTestResource> at(
            UpdateControl<LoadTestResource> control, Instant until, Instant now) {
        Duration delay = Duration.between(now, until);
        return control.rescheduleAfter(delay.isNegative() ? Duration.ZERO : delay);
    }
}
