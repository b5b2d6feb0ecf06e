package dev.throng.operator.loadtest.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.report.Outcome;
import dev.throng.api.status.NoticeState;
import dev.throng.api.status.NoticeStatus;
import dev.throng.api.status.Phase;
import dev.throng.operator.loadtest.Scene;
import dev.throng.operator.loadtest.act.Acted;
import dev.throng.operator.loadtest.decide.Decision;
import dev.throng.operator.loadtest.decide.Decisions;
import dev.throng.operator.loadtest.observe.NoticeJobView;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.operator.loadtest.observe.Trouble;
import dev.throng.runner.notify.Delivery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A notice's way through the status. */
class NoticesTest {
    private static final String FINISHED = """
            phase: Finished
            runId: items-1
            runHash: first
            finishedAt: "2026-05-01T11:59:00Z"
            """;

    @Test
    void theRunsEndAndWhoIsToBeToldAreOneWrite() {
        Scene wrong = Scene.untouched()
                .wrong("spec.target", "no URL")
                .listening("chat")
                .listening("ops", Outcome.Broken, Outcome.Invalid)
                .listening("fans", Outcome.Passed);
        LoadTestStatus status = after(wrong, Acted.DONE);
        assertThat(status.phase()).isEqualTo(Phase.Finished);
        assertThat(status.notices())
                .containsExactly(
                        new NoticeStatus("chat", NoticeState.Pending, null),
                        new NoticeStatus("ops", NoticeState.Pending, null));
    }

    @Test
    void nobodyListensToAnotherOutcome() {
        LoadTestStatus status = after(
                Scene.during(Phase.Starting).withoutJobs().wrong("a", "b").listening("fans", Outcome.Passed),
                Acted.DONE);
        assertThat(status.phase()).isEqualTo(Phase.Finished);
        assertThat(status.notices()).isNull();
    }

    @Test
    void theyAreBeingSentOnceThereIsAJob() {
        Scene pending = Scene.after(FINISHED + "notices: [{name: chat, state: Pending}]");
        assertThat(after(pending, Acted.DONE).notices())
                .containsExactly(new NoticeStatus("chat", NoticeState.Sending, null));
    }

    @Test
    void whatTheApiServerRefusesIsNotTriedForEver() {
        Acted refused = new Acted(
                Optional.of(new Trouble(Trouble.Reason.QuotaExceeded, "exceeded quota: small")),
                Optional.empty(),
                Optional.empty());
        assertThat(after(Scene.after(FINISHED + "notices: [{name: chat, state: Pending}]"), refused)
                        .notices())
                .containsExactly(
                        new NoticeStatus("chat", NoticeState.Failed, "no pod could be made: exceeded quota: small"));
    }

    @Test
    void whatThePodSaysIsSaid() {
        Scene sending = Scene.after(FINISHED + """
                notices: [{name: chat, state: Sending}, {name: ops, state: Sending}, {name: old, state: Sent}]
                """);
        assertThat(after(sending, Acted.DONE).notices())
                .extracting(NoticeStatus::state)
                .containsExactly(NoticeState.Sending, NoticeState.Sending, NoticeState.Sent);
        NoticeJobView said = new NoticeJobView(
                true,
                Optional.of("pod failed"),
                List.of(new Delivery("chat", true, "it answered 200"), new Delivery("ops", false, "it answered 404")));
        Observed seen = sending.noticeJob(said).observed();
        LoadTestStatus status = Projection.of(seen, Decisions.decide(seen), Acted.DONE);
        assertThat(status.notices())
                .containsExactly(
                        new NoticeStatus("chat", NoticeState.Sent, "it answered 200"),
                        new NoticeStatus("ops", NoticeState.Failed, "it answered 404"),
                        new NoticeStatus("old", NoticeState.Sent, null));
        assertThat(Announcements.of(seen, status))
                .extracting(Announcement::reason, Announcement::message)
                .containsExactly(
                        tuple("Notified", "chat was told of the end"),
                        tuple("NotNotified", "ops was not told of the end: it answered 404"));
    }

    @Test
    void aPodThatSaysNothingHasFailed() {
        Scene sending = Scene.after(FINISHED + "notices: [{name: chat, state: Sending}]");
        NoticeJobView late =
                new NoticeJobView(true, Optional.of("Job was active longer than specified deadline"), List.of());
        assertThat(after(sending.noticeJob(late), Acted.DONE).notices())
                .containsExactly(new NoticeStatus(
                        "chat",
                        NoticeState.Failed,
                        "the pod that was to send it said nothing: Job was active longer than specified deadline"));
    }

    @Test
    void aJobThatWasRemovedIsGivenUpInTheEnd() {
        Scene sending = Scene.after(FINISHED.replace("11:59", "11:30") + "notices: [{name: chat, state: Sending}]");
        assertThat(after(sending, Acted.DONE).notices())
                .containsExactly(
                        new NoticeStatus("chat", NoticeState.Failed, "the Job that was to send it was removed"));
    }

    @Test
    void anotherRunBeginsWithoutTheNoticesOfTheLast() {
        Scene sent =
                Scene.after(FINISHED + "notices: [{name: chat, state: Sent}]").asksFor("another");
        assertThat(after(sent, Acted.DONE).notices()).isNull();
    }

    private static LoadTestStatus after(Scene scene, Acted acted) {
        Observed seen = scene.observed();
        Decision decision = Decisions.decide(seen);
        return Projection.of(seen, decision, acted);
    }
}
