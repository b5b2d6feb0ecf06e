package dev.throng.operator.loadtest.observe;

import dev.throng.operator.loadtest.RunId;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Job that finds out how many workers a run needs.
 *
 * @param workers what it found; empty as long as it has not
 * @param words what there is to say: why so many, or why nobody knows
 * @param failed whether it came to nothing
 * @param trouble what keeps its pod from working
 */
public record CalibrationView(Optional<Integer> workers, String words, boolean failed, Optional<Trouble> trouble) {
    /** As {@code throng calibrate --number-file} writes it. */
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,6}) (.*)", Pattern.DOTALL);

    private static final int LONGEST = 300;

    static Optional<CalibrationView> of(RunId run, Collection<Job> jobs, Collection<Pod> pods) {
        return jobs.stream()
                .filter(job -> job.getMetadata().getName().equals(run.calibration()))
                .filter(job -> run.id().equals(job.getMetadata().getLabels().get(RunId.RUN_LABEL)))
                .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
                .findFirst()
                .map(job -> of(
                        job,
                        pods.stream()
                                .filter(pod -> NoticeJobView.isPart(pod, RunId.CALIBRATION)
                                        && run.id()
                                                .equals(pod.getMetadata()
                                                        .getLabels()
                                                        .get(RunId.RUN_LABEL)))
                                .toList()));
    }

    private static CalibrationView of(Job job, List<Pod> pods) {
        Optional<ContainerStateTerminated> ended = pods.stream()
                .filter(pod -> pod.getStatus() != null)
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .flatMap(status -> Optional.ofNullable(status.getState().getTerminated()).stream())
                .findFirst();
        Optional<Matcher> said = ended.filter(end -> Integer.valueOf(0).equals(end.getExitCode()))
                .map(end -> NUMBER.matcher(String.valueOf(end.getMessage())))
                .filter(Matcher::matches);
        Optional<String> gaveUp =
                NoticeJobView.condition(job, "Failed").map(failed -> String.valueOf(failed.getMessage()));
        boolean over = ended.isPresent()
                || gaveUp.isPresent()
                || NoticeJobView.condition(job, "Complete").isPresent();
        String why = ended.map(end -> String.valueOf(end.getMessage()))
                .or(() -> gaveUp)
                .orElse("it said nothing");
        return new CalibrationView(
                said.map(number -> Integer.parseInt(number.group(1))),
                said.map(number -> number.group(2)).orElse(last(why)),
                over && said.isEmpty(),
                pods.stream().flatMap(pod -> Troubles.of(pod).stream()).findFirst());
    }

    /** Of a log the last line says most. */
    private static String last(String text) {
        String line = text.strip().lines().reduce((_, later) -> later).orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
