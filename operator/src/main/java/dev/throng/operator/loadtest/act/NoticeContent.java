package dev.throng.operator.loadtest.act;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.report.NotifySpec;
import dev.throng.api.report.Outcome;
import dev.throng.api.status.Condition;
import dev.throng.api.status.NoticeState;
import dev.throng.api.status.ReportStatus;
import dev.throng.api.status.ResultStatus;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.desired.NoticeJob;
import dev.throng.operator.loadtest.observe.NoticeRecipients;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.runner.notify.Notice;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is told of a run's end, from its status: whichever operator tells it, it is the same. Pure. */
final class NoticeContent {
    private static final ResultStatus NO_RESULT = new ResultStatus(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null);

    private NoticeContent() {}

    static Job job(NoticeJob jobs, Observed seen) {
        NoticeRecipients audience = seen.asked().audience();
        return jobs.of(
                seen.run(),
                notice(seen),
                told(seen),
                Optional.ofNullable(audience.spec().pods()),
                seen.asked().ttl());
    }

    /** Whoever was taken out of the spec meanwhile is not told. */
    private static List<NotifySpec> told(Observed seen) {
        Set<String> pending = Objects.requireNonNull(seen.last().notices()).stream()
                .filter(notice -> notice.state() == NoticeState.Pending)
                .map(notice -> String.valueOf(notice.name()))
                .collect(Collectors.toSet());
        return seen.asked().audience().listeners().stream()
                .filter(one -> pending.contains(String.valueOf(one.name())))
                .toList();
    }

    private static Notice notice(Observed seen) {
        LoadTestStatus last = seen.last();
        RunId run = seen.run();
        ResultStatus result = Objects.requireNonNullElse(last.result(), NO_RESULT);
        Condition end = Optional.ofNullable(last.conditions()).orElse(List.of()).stream()
                .filter(condition -> "Finished".equals(condition.type()))
                .findFirst()
                .orElseThrow();
        return new Notice(
                run.uid() + "/" + run.number(),
                "/namespaces/" + run.namespace() + "/loadtests/" + run.loadTest(),
                run.loadTest(),
                run.namespace(),
                seen.asked().audience().schedule().orElse(null),
                run.id(),
                seen.asked().audience().spec().target(),
                Outcome.valueOf(String.valueOf(end.reason())),
                String.valueOf(end.message()),
                last.startedAt(),
                last.finishedAt(),
                result.requests(),
                result.failures(),
                result.failureRate(),
                result.rps(),
                result.p50(),
                result.p95(),
                result.p99(),
                last.report() == null ? null : "kubectl throng report " + run.loadTest() + " -n " + run.namespace(),
                links(last.report()));
    }

    private static List<Notice.Link> links(@Nullable ReportStatus report) {
        return Optional.ofNullable(report)
                .flatMap(where -> Optional.ofNullable(where.location()))
                .filter(location -> location.matches("https?://\\S+"))
                .map(url -> List.of(new Notice.Link("result", url)))
                .orElse(List.of());
    }
}
