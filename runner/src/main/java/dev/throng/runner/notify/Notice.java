package dev.throng.runner.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.api.report.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended: what a webhook of the form {@code json} is sent, by these names and in this order. Times of requests are
 * in milliseconds, instants in RFC 3339; what is not known is absent.
 *
 * @param id the same however often it is sent, so that a receiver can drop what it has
 * @param source where the run was: {@code /namespaces/shop/loadtests/items-api}, or the host for a run from a command line
 * @param message one sentence with the measured values against the limits
 * @param failureRate from 0 to 1
 * @param command that shows the report
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Notice(
        String id,
        String source,
        String loadTest,
        @Nullable String namespace,
        @Nullable String schedule,
        String run,
        @Nullable String target,
        Outcome outcome,
        String message,
        @Nullable String startedAt,
        @Nullable String finishedAt,
        @Nullable Long requests,
        @Nullable Long failures,
        @Nullable Double failureRate,
        @Nullable Double rps,
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99,
        @Nullable String command,
        List<Link> links) {
    private static final JsonMapper JSON = new JsonMapper();

    public Notice {
        links = links == null ? List.of() : List.copyOf(links);
    }

    /** Where there is more about it. */
    public record Link(String title, String url) {}

    /** On one line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that cannot be written", e);
        }
    }

    /** What {@link #json} wrote. */
    public static Notice of(String json) throws JsonProcessingException {
        return JSON.readValue(json, Notice.class);
    }
}
