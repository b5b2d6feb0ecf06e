package dev.throng.runner.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.history.Past;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Runs in brief: of their results, and as JSON for a master that has no results of earlier runs. */
public final class PastRuns {
    private PastRuns() {}

    static Past of(String runId, Instant startedAt, Outcome outcome, NameResult total) {
        return new Past(
                runId,
                startedAt,
                outcome == Outcome.PASSED,
                percentile(total, "50"),
                percentile(total, "95"),
                percentile(total, "99"),
                total.failureRate(),
                total.rps());
    }

    private static double percentile(NameResult total, String percent) {
        return total.response().percentiles().getOrDefault(percent, Double.NaN);
    }

    static Past of(Result run) {
        return of(run.runId(), run.startedAt(), run.verdict().outcome(), run.total());
    }

    public static String write(List<Past> runs) {
        try {
            return ResultJson.MAPPER.writeValueAsString(runs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records that can't be written", e);
        }
    }

    /** @throws IOException when it is no such list */
    public static List<Past> read(String json) throws IOException {
        return ResultJson.MAPPER.readValue(json, new TypeReference<List<Past>>() {});
    }
}
