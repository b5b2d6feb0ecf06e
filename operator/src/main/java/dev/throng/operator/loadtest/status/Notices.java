package dev.throng.operator.loadtest.status;

import dev.throng.api.report.NotifySpec;
import dev.throng.api.report.Outcome;
import dev.throng.api.status.NoticeState;
import dev.throng.api.status.NoticeStatus;
import dev.throng.operator.loadtest.follow.Ending.Reason;
import dev.throng.operator.loadtest.observe.NoticeJobView;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.operator.loadtest.observe.Trouble;
import dev.throng.runner.notify.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the status says of notices: that they are to be sent is written with the run's end, so that whichever operator
 * reads it sends them; what has been sent is never sent again. Pure.
 */
final class Notices {
    /** After which a Job that cannot be seen was removed, rather than not seen yet. */
    private static final Duration UNSEEN = Duration.ofMinutes(20);

    private Notices() {}

    /** At the run's end; none rather than an empty list. */
    static @Nullable List<NoticeStatus> due(Observed seen, Reason reason) {
        List<NotifySpec> listeners = seen.asked().audience().of(Outcome.valueOf(reason.name()));
        return listeners.isEmpty()
                ? null
                : listeners.stream()
                        .map(one -> new NoticeStatus(one.name(), NoticeState.Pending, null))
                        .toList();
    }

    /** When the Job that sends them has been asked for. */
    static @Nullable List<NoticeStatus> begun(Observed seen, Optional<Trouble> refused) {
        return in(
                NoticeState.Pending,
                seen,
                notice -> refused.map(trouble -> failed(notice, "no pod could be made: " + trouble.message()))
                        .orElseGet(() -> new NoticeStatus(notice.name(), NoticeState.Sending, null)));
    }

    /** From then on. */
    static @Nullable List<NoticeStatus> later(Observed seen) {
        return in(
                NoticeState.Sending,
                seen,
                notice -> seen.noticeJob()
                        .map(noticeJob -> later(notice, noticeJob))
                        .orElseGet(() ->
                                unseen(seen) ? failed(notice, "the Job that was to send it was removed") : notice));
    }

    private static NoticeStatus later(NoticeStatus notice, NoticeJobView noticeJob) {
        Optional<Delivery> delivery = noticeJob.deliveries().stream()
                .filter(one -> one.name().equals(notice.name()))
                .findFirst();
        if (delivery.isPresent()) {
            NoticeState state = delivery.get().sent() ? NoticeState.Sent : NoticeState.Failed;
            return new NoticeStatus(notice.name(), state, delivery.get().message());
        }
        return noticeJob.over()
                ? failed(
                        notice,
                        "the pod that was to send it said nothing: "
                                + noticeJob.failed().orElse("it ended"))
                : notice;
    }

    private static boolean unseen(Observed seen) {
        String end = seen.last().finishedAt();
        return end != null && seen.now().isAfter(Instant.parse(end).plus(UNSEEN));
    }

    private static NoticeStatus failed(NoticeStatus notice, String why) {
        return new NoticeStatus(notice.name(), NoticeState.Failed, why);
    }

    private static @Nullable List<NoticeStatus> in(
            NoticeState state, Observed seen, Function<NoticeStatus, NoticeStatus> change) {
        List<NoticeStatus> notices = seen.last().notices();
        return notices == null
                ? null
                : notices.stream()
                        .map(notice -> notice.state() == state ? change.apply(notice) : notice)
                        .toList();
    }
}
