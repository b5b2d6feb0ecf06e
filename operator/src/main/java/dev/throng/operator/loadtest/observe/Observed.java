package dev.throng.operator.loadtest.observe;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Condition;
import dev.throng.api.status.NoticeState;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.follow.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a reconcile looks at, at one instant. Immutable.
 *
 * @param now by the operator's clock
 * @param asked what the spec asks for
 * @param last the status as it was written last; empty fields before the first time
 * @param run the run that the status is about; number 0 before the first one
 * @param present what the cluster has of that run
 * @param progress what its master said last, to this process
 * @param silentSince since when its master has not been heard; empty while it is
 * @param noticeJob the Job that tells people how it ended
 */
public record Observed(
        Instant now,
        Asked asked,
        LoadTestStatus last,
        RunId run,
        Present present,
        Optional<Progress> progress,
        Optional<Instant> silentSince,
        Optional<NoticeJobView> noticeJob) {

    /** Reason of the condition Valid while something that the spec names is not there. */
    public static final String MISSING = "ConfigMissing";

    /** Whether somebody is to be told how the run ended, and nothing has been done about it. */
    public boolean untold() {
        return last.notices() != null
                && last.notices().stream().anyMatch(notice -> notice.state() == NoticeState.Pending);
    }

    /** Whether the master is being heard now. */
    public boolean heard() {
        return progress.isPresent() && silentSince.isEmpty();
    }

    /** Since when the status has told of something missing. */
    public Optional<Instant> missingSince() {
        List<Condition> conditions = last.conditions() == null ? List.of() : last.conditions();
        return conditions.stream()
                .filter(condition -> "Valid".equals(condition.type()) && MISSING.equals(condition.reason()))
                .map(condition -> Instant.parse(Objects.requireNonNull(condition.lastTransitionTime())))
                .findFirst();
    }

    /** What the status says of a condition now. */
    public Optional<String> told(String condition) {
        List<Condition> conditions = last.conditions() == null ? List.of() : last.conditions();
        return conditions.stream()
                .filter(one -> condition.equals(one.type()))
                .flatMap(one -> Optional.ofNullable(one.message()).stream())
                .findFirst();
    }

    /** Whether the spec asks for a run that there has not been. */
    public boolean due() {
        return !asked.hash().equals(last.runHash());
    }
}
