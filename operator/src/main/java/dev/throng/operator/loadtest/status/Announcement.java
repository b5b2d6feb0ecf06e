package dev.throng.operator.loadtest.status;

import java.util.Set;

/**
 * An event for {@code kubectl describe}.
 *
 * @param key what makes it one: two with the same key are the same event
 */
public record Announcement(boolean warning, String reason, String message, String key) {
    private static final Set<String> MILESTONES =
            Set.of("Accepted", "Started", "Passed", "Failed", "Aborted", "Broken", "Invalid", "GeneratorUnhealthy");

    /** Whether a run begins or ends by it. */
    public boolean milestone() {
        return MILESTONES.contains(reason);
    }
}
