package dev.throng.operator.loadtest;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.Problem;
import dev.throng.api.report.NotifySpec;
import dev.throng.api.report.Outcome;
import dev.throng.api.status.Phase;
import dev.throng.api.status.WorkersStatus;
import dev.throng.operator.loadtest.desired.Accepted;
import dev.throng.operator.loadtest.follow.FakeMasters;
import dev.throng.operator.loadtest.follow.Progress;
import dev.throng.operator.loadtest.observe.Asked;
import dev.throng.operator.loadtest.observe.CalibrationView;
import dev.throng.operator.loadtest.observe.NoticeJobView;
import dev.throng.operator.loadtest.observe.NoticeRecipients;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.operator.loadtest.observe.Present;
import dev.throng.operator.loadtest.observe.Present.JobView;
import dev.throng.operator.loadtest.observe.Present.PodView;
import dev.throng.operator.loadtest.observe.ReportPlace;
import dev.throng.operator.loadtest.observe.Trouble;
import dev.throng.operator.loadtest.observe.Validity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an observer may see, put together piece by piece: the LoadTest shop/items, at noon. */
public final class Scene {
    public static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    public static final Duration START_DEADLINE = Duration.ofMinutes(5);
    public static final Duration TTL = Duration.ofHours(1);

    private LoadTestStatus last = LoadTestStatus.NONE;
    private String hash = "new";
    private boolean suspend;
    private boolean abort;
    private Optional<Validity> validity = Optional.empty();
    private Optional<CalibrationView> calibration = Optional.empty();
    private boolean calibrates;
    private Optional<Accepted> grown = Optional.empty();
    private Optional<JobView> master = Optional.empty();
    private List<JobView> workers = List.of();
    private final List<PodView> pods = new ArrayList<>();
    private Optional<Progress> progress = Optional.empty();
    private Optional<Instant> silentSince = Optional.empty();
    private List<NotifySpec> listeners = List.of();
    private Optional<NoticeJobView> noticeJob = Optional.empty();

    /** With the status that was written last, as YAML. */
    public static Scene after(String status) {
        Scene scene = new Scene();
        scene.last = Serialization.unmarshal(status, LoadTestStatus.class);
        scene.hash = scene.last.runHash() == null ? "new" : scene.last.runHash();
        return scene;
    }

    /** In the middle of run 1, which was accepted a minute ago; everything is made. */
    public static Scene during(Phase phase) {
        return after("""
                phase: %s
                runId: items-1
                runHash: first
                acceptedAt: "2026-05-01T11:59:00Z"
                workers: {desired: 2, ready: 0, lost: 0}
                """.formatted(phase)).made();
    }

    /** Run 1 was accepted a minute ago, and how many workers there are to be is to be found out; this is how far that is. */
    public static Scene calibrating(Optional<CalibrationView> view) {
        Scene scene = after("""
                phase: Starting
                runId: items-1
                runHash: first
                acceptedAt: "2026-05-01T11:59:00Z"
                workers: {desired: 0, ready: 0, lost: 0}
                """).calibrates();
        scene.calibration = view;
        return scene;
    }

    /** Nothing has been said about it yet. */
    public static Scene untouched() {
        return new Scene();
    }

    public Scene asksFor(String other) {
        hash = other;
        return this;
    }

    public Scene suspended() {
        suspend = true;
        return this;
    }

    public Scene aborted() {
        abort = true;
        return this;
    }

    /** More workers are wanted. */
    public Scene grown(int workers) {
        grown = Optional.of(Runs.accepted(Runs.numbered(1)).withWorkers(workers));
        return this;
    }

    /** How many workers there are to be is to be found out. */
    public Scene calibrates() {
        calibrates = true;
        return this;
    }

    public Scene missing(String path, String message) {
        validity = Optional.of(new Validity.Missing(List.of(new Problem(path, message))));
        return this;
    }

    public Scene wrong(String path, String message) {
        validity = Optional.of(new Validity.Wrong(List.of(new Problem(path, message))));
        return this;
    }

    public Scene made() {
        master = Optional.of(new JobView(false, Optional.empty(), Optional.empty()));
        workers = Collections.nCopies(
                Optional.ofNullable(last.workers()).map(WorkersStatus::desired).orElse(2), master.get());
        return this;
    }

    public Scene withoutJobs() {
        master = Optional.empty();
        workers = List.of();
        return this;
    }

    public Scene withoutWorkers() {
        workers = List.of();
        return this;
    }

    public Scene masterFailed(String why) {
        master = Optional.of(new JobView(false, Optional.of(why), Optional.empty()));
        return this;
    }

    public Scene masterDone() {
        master = Optional.of(new JobView(true, Optional.empty(), Optional.empty()));
        return this;
    }

    public Scene workersFailed(String why) {
        workers = List.of(workers.getFirst(), new JobView(false, Optional.of(why), Optional.empty()));
        return this;
    }

    public Scene masterPod() {
        pods.add(new PodView("items-1-master-x", "items-1-master", true, true, "10.0.0.1", Optional.empty()));
        return this;
    }

    public Scene workerPod(int index, Trouble... trouble) {
        pods.add(new PodView(
                "items-1-worker-" + index + "-x",
                "items-1-worker-" + index,
                false,
                true,
                "10.0.0." + (index + 2),
                List.of(trouble).stream().findFirst()));
        return this;
    }

    public Scene says(Progress.State state) {
        return says(FakeMasters.progress(state, 2));
    }

    public Scene says(Progress said) {
        progress = Optional.of(said);
        return this;
    }

    public Scene silentFor(Duration time) {
        silentSince = Optional.of(NOON.minus(time));
        return this;
    }

    /** Somebody wants to be told of these outcomes; of all when none is named. */
    public Scene listening(String name, Outcome... outcomes) {
        listeners = Stream.concat(
                        listeners.stream(),
                        Stream.of(new NotifySpec(
                                name,
                                null,
                                "http://events/" + name,
                                null,
                                outcomes.length == 0 ? null : List.of(outcomes))))
                .toList();
        return this;
    }

    /** There is the Job that tells them. */
    public Scene noticeJob(NoticeJobView view) {
        noticeJob = Optional.of(view);
        return this;
    }

    public Observed observed() {
        RunId run = Runs.numbered(last.runId() == null ? 0 : RunId.numberOf(last.runId()));
        Asked asked = new Asked(
                7,
                hash,
                "load",
                suspend,
                abort,
                START_DEADLINE,
                Duration.ofSeconds(30),
                TTL,
                2,
                List.of(),
                new ReportPlace.InConfigMap(Optional.empty()),
                new NoticeRecipients(listeners, Runs.accepted(run.next()).spec(), Optional.of("nightly")),
                validity.or(() -> Optional.of(
                        new Validity.Valid(calibrates ? Runs.calibrating(run.next()) : Runs.accepted(run.next())))),
                grown);
        return new Observed(
                NOON,
                asked,
                last,
                run,
                new Present(
                        master,
                        workers,
                        Optional.ofNullable(last.workers())
                                .map(WorkersStatus::desired)
                                .orElse(0),
                        Optional.empty(),
                        List.copyOf(pods),
                        calibration),
                progress,
                silentSince,
                noticeJob);
    }
}
