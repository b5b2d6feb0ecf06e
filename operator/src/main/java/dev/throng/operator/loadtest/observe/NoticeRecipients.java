package dev.throng.operator.loadtest.observe;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.report.NotifySpec;
import dev.throng.api.report.Outcome;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is told how a run ended, and what is told of the LoadTest itself.
 *
 * @param schedule that made the LoadTest
 */
public record NoticeRecipients(List<NotifySpec> listeners, LoadTestSpec spec, Optional<String> schedule) {
    static NoticeRecipients of(LoadTestResource loadTest) {
        Map<String, String> labels = loadTest.getMetadata().getLabels();
        return new NoticeRecipients(
                Objects.requireNonNullElse(loadTest.getSpec().notices(), List.of()),
                loadTest.getSpec(),
                Optional.ofNullable(labels).flatMap(all -> Optional.ofNullable(all.get(RunId.SCHEDULE_LABEL))));
    }

    /** Those who want to know of this outcome. */
    public List<NotifySpec> of(Outcome outcome) {
        return listeners.stream()
                .filter(one -> one.outcomes() == null || one.outcomes().contains(outcome))
                .toList();
    }
}
