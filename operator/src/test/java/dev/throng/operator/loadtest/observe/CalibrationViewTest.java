package dev.throng.operator.loadtest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.Runs;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalibrationViewTest {
    private static final RunId RUN = Runs.numbered(1);

    @Test
    void aPodThatEndedWellSaysHowMany() {
        CalibrationView view = of(job(), pod(0, "3 50.0 % of 400/s kept one worker busy"));
        assertThat(view.workers()).contains(3);
        assertThat(view.words()).isEqualTo("50.0 % of 400/s kept one worker busy");
        assertThat(view.failed()).isFalse();
    }

    @Test
    void aPodThatFailedSaysWhyInItsLastLine() {
        CalibrationView view = of(job(), pod(3, "waiting for the target\nthrong: the target accepts no connections\n"));
        assertThat(view.workers()).isEmpty();
        assertThat(view.failed()).isTrue();
        assertThat(view.words()).isEqualTo("throng: the target accepts no connections");
    }

    @Test
    void whatEndsWithoutASayHasFailed() {
        assertThat(of(job(), pod(0, "hello")).failed()).isTrue();
        Job given = new JobBuilder(job())
                .withNewStatus()
                .addNewCondition()
                .withType("Failed")
                .withStatus("True")
                .withMessage("Job was active longer than specified deadline")
                .endCondition()
                .endStatus()
                .build();
        CalibrationView view = of(given);
        assertThat(view.failed()).isTrue();
        assertThat(view.words()).isEqualTo("Job was active longer than specified deadline");
    }

    @Test
    void oneThatStillWorksSaysNothingAndThoseOfOtherRunsAreNone() {
        CalibrationView view = of(job());
        assertThat(view.failed()).isFalse();
        assertThat(view.workers()).isEmpty();
        assertThat(CalibrationView.of(Runs.numbered(2), List.of(job()), List.of()))
                .isEmpty();
        assertThat(CalibrationView.of(RUN, List.of(), List.of(pod(0, "3 x")))).isEmpty();
    }

    @Test
    void itIsNoneOfThoseThatDriveTheRun() {
        assertThat(NoticeJobView.isNotice(job())).isTrue();
        assertThat(NoticeJobView.of(RUN, List.of(job()), List.of(pod(0, "3 x"))))
                .isEqualTo(Optional.empty());
    }

    private static CalibrationView of(Job job, Pod... pods) {
        return CalibrationView.of(RUN, List.of(job), List.of(pods)).orElseThrow();
    }

    private static Job job() {
        return new JobBuilder()
                .withNewMetadata()
                .withName(RUN.calibration())
                .withLabels(RUN.labels())
                .addToLabels(RunId.COMPONENT_LABEL, RunId.CALIBRATION)
                .endMetadata()
                .build();
    }

    private static Pod pod(int exitCode, String message) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(RUN.calibration() + "-x")
                .withLabels(RUN.labels())
                .addToLabels(RunId.COMPONENT_LABEL, RunId.CALIBRATION)
                .endMetadata()
                .withNewStatus()
                .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
                .addNewContainerStatus()
                .withName("throng")
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withMessage(message)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
