package dev.throng.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request as it was counted; see {@link OnRequest}.
 *
 * @param method such as {@code GET}
 * @param name what the statistics group it under
 * @param status 0 when there was no response
 * @param duration from the intended start to the last byte
 * @param bytes of the content
 * @param problem why it failed; null when it did not
 */
public record RequestEvent(
        String method,
        String name,
        int status,
        Duration duration,
        long bytes,
        @Nullable String problem) {
    /** Whether it counts as a success. */
    public boolean ok() {
        return problem == null;
    }
}
