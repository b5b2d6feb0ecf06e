package dev.throng.operator.loadtest.status;

import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A status' conditions while they are changed. A condition that stays as it was keeps the time of its last transition;
 * every one is stamped with the generation that was looked at.
 */
public final class Conditions {
    private static final int LONGEST_MESSAGE = 2_000;

    private final Map<String, Condition> byType = new LinkedHashMap<>();
    private final Instant now;
    private final long generation;

    public Conditions(@Nullable List<Condition> before, Instant now, long generation) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.generation = generation;
        if (before != null) {
            before.forEach(condition -> byType.put(Objects.requireNonNull(condition.type()), condition));
        }
    }

    public Conditions yes(String type, String reason, String message) {
        return set(type, ConditionStatus.True, reason, message);
    }

    public Conditions no(String type, String reason, String message) {
        return set(type, ConditionStatus.False, reason, message);
    }

    public Conditions unknown(String type, String reason, String message) {
        return set(type, ConditionStatus.Unknown, reason, message);
    }

    public Conditions set(String type, ConditionStatus status, String reason, String message) {
        byType.put(type, new Condition(type, status, reason, shortened(message), since(type, status), generation));
        return this;
    }

    /** Of what an earlier run was and this one may not be. */
    public Conditions without(String type) {
        byType.remove(type);
        return this;
    }

    private @Nullable String since(String type, ConditionStatus status) {
        Condition before = byType.get(type);
        return before != null && before.status() == status ? before.lastTransitionTime() : now.toString();
    }

    public List<Condition> list() {
        return byType.values().stream().map(this::stamped).toList();
    }

    private Condition stamped(Condition condition) {
        return new Condition(
                condition.type(),
                condition.status(),
                condition.reason(),
                condition.message(),
                condition.lastTransitionTime(),
                generation);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
