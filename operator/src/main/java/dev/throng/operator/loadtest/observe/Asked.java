package dev.throng.operator.loadtest.observe;

import dev.throng.api.verdict.ObserveSpec;
import dev.throng.operator.loadtest.desired.Accepted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a LoadTest's spec asks for.
 *
 * @param generation that this is about
 * @param hash of the run that is asked for
 * @param loadHash of what is done at which load
 * @param suspend whether it is held back
 * @param abort whether the run under way is to end
 * @param startDeadline how long pods may take to be ready
 * @param gracePeriod how long users may finish at the end
 * @param ttl how long the run's objects stay after its end
 * @param historyLimit how many earlier runs are kept
 * @param observed what of the target is observed
 * @param report where the report is to be
 * @param audience who is told how the run ended
 * @param validity whether the run can be done; only looked at where it matters
 * @param grown the run with more workers, when it needs them now
 */
public record Asked(
        long generation,
        String hash,
        String loadHash,
        boolean suspend,
        boolean abort,
        Duration startDeadline,
        Duration gracePeriod,
        Duration ttl,
        int historyLimit,
        List<ObserveSpec> observed,
        ReportPlace report,
        NoticeRecipients audience,
        Optional<Validity> validity,
        Optional<Accepted> grown) {}
