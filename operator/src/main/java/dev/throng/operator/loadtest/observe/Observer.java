package dev.throng.operator.loadtest.observe;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.Phase;
import dev.throng.api.schema.GoDuration;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.RunPart;
import dev.throng.operator.loadtest.follow.Following;
import dev.throng.operator.loadtest.observe.Present.JobView;
import dev.throng.operator.loadtest.observe.Present.PodView;
import dev.throng.operator.loadtest.observe.Trouble.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what there is into one model. Reads caches, and asks the API server only where no cache can know. */
public final class Observer {
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(30);
    private static final int TTL_SECONDS = 3600;
    private static final int HISTORY_LIMIT = 5;

    /** How long a Job may be without pods, and a pod without a sign, before somebody asks why. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Examination examination;
    private final Following following;
    private final Warnings warnings;

    public Observer(Clock clock, Examination examination, Following following, Warnings warnings) {
        this.clock = clock;
        this.examination = examination;
        this.following = following;
        this.warnings = warnings;
    }

    /**
     * @param jobs of all the LoadTest's runs
     * @param pods of all the LoadTest's runs
     */
    public Observed observe(LoadTestResource loadTest, Collection<Job> jobs, Collection<Pod> pods) {
        LoadTestStatus last = Optional.ofNullable(loadTest.getStatus()).orElse(LoadTestStatus.NONE);
        RunId run = RunId.of(loadTest, last.runId() == null ? 0 : RunId.numberOf(last.runId()));
        Instant now = clock.instant();
        Present present = present(run, jobs, pods, now);
        return new Observed(
                now,
                asked(loadTest, last, run, present),
                last,
                run,
                present,
                following.last(run),
                following.silentSince(run));
    }

    private Asked asked(LoadTestResource loadTest, LoadTestStatus last, RunId run, Present present) {
        LoadTestSpec spec = loadTest.getSpec();
        String hash = RunPart.hash(spec);
        return new Asked(
                loadTest.getMetadata().getGeneration(),
                hash,
                Boolean.TRUE.equals(spec.suspend()),
                Boolean.TRUE.equals(spec.abort()),
                Examination.startDeadline(spec),
                duration(spec.gracePeriod(), GRACE_PERIOD),
                Duration.ofSeconds(or(spec.ttlSecondsAfterFinished(), TTL_SECONDS)),
                or(spec.historyLimit(), HISTORY_LIMIT),
                ReportPlace.of(spec.report()),
                validity(spec, last, run, present, hash));
    }

    /** Only where it matters: before a run, and until all its objects are made. */
    private Optional<Validity> validity(
            LoadTestSpec spec, LoadTestStatus last, RunId run, Present present, String hash) {
        if (last.phase() == Phase.Starting) {
            return present.complete() ? Optional.empty() : Optional.of(examine(run, spec, last));
        }
        boolean idle = last.phase() != Phase.Running && last.phase() != Phase.Stopping;
        return idle && !hash.equals(last.runHash()) ? Optional.of(examine(run.next(), spec, last)) : Optional.empty();
    }

    private Validity examine(RunId run, LoadTestSpec spec, LoadTestStatus last) {
        return examination.examine(run, spec, Earlier.report(spec, last, run));
    }

    private Present present(RunId run, Collection<Job> jobs, Collection<Pod> pods, Instant now) {
        List<Pod> ours = pods.stream().filter(pod -> belongs(pod, run)).toList();
        return new Present(
                job(run, run.master(), jobs, ours, now),
                job(run, run.workers(), jobs, ours, now),
                ours.stream()
                        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                        .map(pod -> pod(run, pod, now))
                        .toList());
    }

    private static boolean belongs(HasMetadata object, RunId run) {
        return run.id().equals(object.getMetadata().getLabels().get(RunId.RUN_LABEL));
    }

    private Optional<JobView> job(RunId run, String name, Collection<Job> jobs, List<Pod> pods, Instant now) {
        return jobs.stream()
                .filter(job -> job.getMetadata().getName().equals(name)
                        && job.getMetadata().getDeletionTimestamp() == null)
                .findFirst()
                .map(job -> new JobView(
                        condition(job, "Complete").isPresent(),
                        condition(job, "Failed").map(failed -> name + ": " + failed.getMessage()),
                        noPods(run, job, pods, now)));
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals(type)
                                && condition.getStatus().equals("True"))
                        .findFirst();
    }

    /** A Job that may not make its pods says so nowhere but in events. */
    private Optional<Trouble> noPods(RunId run, Job job, List<Pod> pods, Instant now) {
        String name = job.getMetadata().getName();
        boolean some = pods.stream().anyMatch(pod -> pod.getMetadata().getName().startsWith(name + "-"));
        if (some || young(job, now) || condition(job, "Complete").isPresent()) {
            return Optional.empty();
        }
        return warnings.latest(run.namespace(), "Job", name)
                .filter(warning -> warning.reason().equals("FailedCreate"))
                .map(warning -> new Trouble(
                        warning.message().contains("exceeded quota") ? Reason.QuotaExceeded : Reason.Refused,
                        warning.message()));
    }

    private PodView pod(RunId run, Pod pod, Instant now) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        String host = pod.getSpec().getHostname();
        String ip = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
        return new PodView(
                pod.getMetadata().getName(),
                host == null ? pod.getMetadata().getName() : host,
                "master".equals(pod.getMetadata().getLabels().get(RunId.COMPONENT_LABEL)),
                !"Succeeded".equals(phase) && !"Failed".equals(phase),
                ip == null ? "" : ip,
                Troubles.of(pod).or(() -> stuck(run, pod, now)));
    }

    /** A volume that cannot be mounted is told in events only. */
    private Optional<Trouble> stuck(RunId run, Pod pod, Instant now) {
        if (!"Pending".equals(pod.getStatus().getPhase()) || young(pod, now)) {
            return Optional.empty();
        }
        return warnings.latest(run.namespace(), "Pod", pod.getMetadata().getName())
                .filter(warning -> warning.reason().equals("FailedMount"))
                .map(warning -> new Trouble(
                        Reason.ConfigMissing, "pod " + pod.getMetadata().getName() + ": " + warning.message()));
    }

    private static boolean young(HasMetadata object, Instant now) {
        return Instant.parse(object.getMetadata().getCreationTimestamp())
                .plus(PATIENCE)
                .isAfter(now);
    }

    private static Duration duration(@Nullable String text, Duration absent) {
        return text == null ? absent : GoDuration.parse(text).orElse(absent);
    }

    private static int or(@Nullable Integer value, int absent) {
        return value == null ? absent : value;
    }
}
