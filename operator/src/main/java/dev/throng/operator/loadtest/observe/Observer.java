package dev.throng.operator.loadtest.observe;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.schema.GoDuration;
import dev.throng.api.status.Phase;
import dev.throng.api.status.WorkersStatus;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.RunPart;
import dev.throng.operator.loadtest.desired.Accepted;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
     * @param siblings the other LoadTests of the same schedule, or the one that the baseline names
     */
    public Observed observe(
            LoadTestResource loadTest,
            Collection<Job> jobs,
            Collection<Pod> pods,
            Collection<LoadTestResource> siblings) {
        LoadTestStatus last = Optional.ofNullable(loadTest.getStatus()).orElse(LoadTestStatus.NONE);
        RunId run = RunId.of(loadTest, last.runId() == null ? 0 : RunId.numberOf(last.runId()));
        Instant now = clock.instant();
        Present present = present(last, run, jobs, pods, now);
        return new Observed(
                now,
                asked(loadTest, last, run, present, siblings),
                last,
                run,
                present,
                following.last(run),
                following.silentSince(run),
                NoticeJobView.of(run, jobs, pods));
    }

    private Asked asked(
            LoadTestResource loadTest,
            LoadTestStatus last,
            RunId run,
            Present present,
            Collection<LoadTestResource> siblings) {
        LoadTestSpec spec = loadTest.getSpec();
        String hash = RunPart.hash(spec);
        return new Asked(
                loadTest.getMetadata().getGeneration(),
                hash,
                RunPart.loadHash(spec),
                Boolean.TRUE.equals(spec.suspend()),
                Boolean.TRUE.equals(spec.abort()),
                Examination.startDeadline(spec),
                duration(spec.gracePeriod(), GRACE_PERIOD),
                Duration.ofSeconds(or(spec.ttlSecondsAfterFinished(), TTL_SECONDS)),
                or(spec.historyLimit(), HISTORY_LIMIT),
                Optional.ofNullable(spec.observe()).orElse(List.of()),
                ReportPlace.of(spec.report()),
                NoticeRecipients.of(loadTest),
                validity(spec, last, run, present, hash, siblings),
                grown(spec, last, run, present, siblings));
    }

    /** Workers are made of what was accepted, which is frozen while they run. */
    private Optional<Accepted> grown(
            LoadTestSpec spec, LoadTestStatus last, RunId run, Present present, Collection<LoadTestResource> siblings) {
        return last.phase() != Phase.Running
                ? Optional.empty()
                : Growth.due(Accepted.most(spec), last, present, following.last(run), clock.instant())
                        .flatMap(number -> examine(run, spec, last, siblings) instanceof Validity.Valid valid
                                ? Optional.of(valid.accepted().withWorkers(number))
                                : Optional.empty());
    }

    /** Only where it matters: before a run, and until all its objects are made. */
    private Optional<Validity> validity(
            LoadTestSpec spec,
            LoadTestStatus last,
            RunId run,
            Present present,
            String hash,
            Collection<LoadTestResource> siblings) {
        if (last.phase() == Phase.Starting) {
            return present.complete()
                    ? Optional.empty()
                    : Optional.of(asAccepted(examine(run, spec, last, siblings), present));
        }
        boolean idle = last.phase() != Phase.Running && last.phase() != Phase.Stopping;
        return idle && !hash.equals(last.runHash())
                ? Optional.of(examine(run.next(), spec, last, siblings))
                : Optional.empty();
    }

    /** What was accepted by an earlier operator, which may have reckoned otherwise, keeps its number of workers. */
    private static Validity asAccepted(Validity validity, Present present) {
        return validity instanceof Validity.Valid valid && present.wanted() > 0
                ? new Validity.Valid(valid.accepted().withWorkers(present.wanted()))
                : validity;
    }

    private Validity examine(RunId run, LoadTestSpec spec, LoadTestStatus last, Collection<LoadTestResource> siblings) {
        return examination.examine(run, spec, Earlier.of(spec, last, run, siblings));
    }

    private Present present(LoadTestStatus last, RunId run, Collection<Job> jobs, Collection<Pod> pods, Instant now) {
        List<Pod> ours = pods.stream().filter(pod -> belongs(pod, run)).toList();
        List<Job> own = jobs.stream()
                .filter(job -> belongs(job, run) && job.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(job -> job.getMetadata().getName()))
                .toList();
        Podless podless = new Podless(run, ours, now);
        return new Present(
                own.stream()
                        .filter(job -> isMaster(job, run))
                        .map(job -> job(job, podless))
                        .findFirst(),
                own.stream()
                        .filter(job -> !isMaster(job, run))
                        .map(job -> job(job, podless))
                        .toList(),
                desired(last),
                own.stream()
                        .filter(job -> !isMaster(job, run))
                        .map(job -> Instant.parse(job.getMetadata().getCreationTimestamp()))
                        .max(Comparator.naturalOrder()),
                ours.stream()
                        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                        .map(pod -> pod(run, pod, now))
                        .toList(),
                last.phase() == Phase.Starting ? CalibrationView.of(run, jobs, pods) : Optional.empty());
    }

    private static boolean belongs(HasMetadata object, RunId run) {
        return run.id().equals(object.getMetadata().getLabels().get(RunId.RUN_LABEL))
                && !NoticeJobView.isNotice(object);
    }

    private static boolean isMaster(Job job, RunId run) {
        return job.getMetadata().getName().equals(run.master());
    }

    private static int desired(LoadTestStatus last) {
        return Optional.ofNullable(last.workers()).map(WorkersStatus::desired).orElse(0);
    }

    private static JobView job(Job job, Podless podless) {
        return new JobView(
                condition(job, "Complete").isPresent(),
                condition(job, "Failed").map(failed -> job.getMetadata().getName() + ": " + failed.getMessage()),
                podless.trouble(job));
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals(type)
                                && condition.getStatus().equals("True"))
                        .findFirst();
    }

    /**
     * Jobs that may not make their pods say so nowhere but in events. Of many like that a few are asked: the rest would
     * say the same.
     */
    private final class Podless {
        private static final int MOST_ASKED = 3;

        private final RunId run;
        private final Set<String> hosts;
        private final Instant now;
        private int asked;

        Podless(RunId run, List<Pod> pods, Instant now) {
            this.run = run;
            this.hosts = pods.stream().map(Observer::host).collect(Collectors.toSet());
            this.now = now;
        }

        Optional<Trouble> trouble(Job job) {
            String name = job.getMetadata().getName();
            boolean quiet = hosts.contains(name)
                    || young(job, now)
                    || condition(job, "Complete").isPresent();
            if (quiet || asked++ >= MOST_ASKED) {
                return Optional.empty();
            }
            return warnings.latest(run.namespace(), "Job", name)
                    .filter(warning -> warning.reason().equals("FailedCreate"))
                    .map(warning -> new Trouble(
                            warning.message().contains("exceeded quota") ? Reason.QuotaExceeded : Reason.Refused,
                            warning.message()));
        }
    }

    private static String host(Pod pod) {
        String host = pod.getSpec().getHostname();
        return host == null ? pod.getMetadata().getName() : host;
    }

    private PodView pod(RunId run, Pod pod, Instant now) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        String ip = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
        return new PodView(
                pod.getMetadata().getName(),
                host(pod),
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
