package dev.throng.operator.loadtest.observe;

import java.util.Comparator;

/**
 * Something that keeps a run from starting or going on, in words that tell a person what to do.
 *
 * @param message with the names of what is concerned
 */
public record Trouble(Reason reason, String message) implements Comparable<Trouble> {
    private static final Comparator<Trouble> ORDER =
            Comparator.comparing(Trouble::reason).thenComparing(Trouble::message);

    /** The gravest first: what no waiting cures, then what may. */
    public enum Reason {
        /** The API server takes none of it: a pod security standard, an admission policy, a malformed template. */
        Refused,
        /** The runner says that it cannot run this, whoever tries: its exit code for invalid input. */
        InvalidInput,
        /** A Secret or ConfigMap, or a key in it, is not there. */
        ConfigMissing,
        ImagePullFailed,
        QuotaExceeded,
        Unschedulable,
        /** The container ended by itself. */
        ContainerFailed
    }

    @Override
    public int compareTo(Trouble other) {
        return ORDER.compare(this, other);
    }
}
