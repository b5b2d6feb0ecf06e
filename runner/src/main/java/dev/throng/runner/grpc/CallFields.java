package dev.throng.runner.grpc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Fields of a call's head that are gRPC's own. */
public final class CallFields {
    /** What a call's body is. */
    public static final String CONTENT_TYPE = "application/grpc";

    /** A deadline that is none. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    private static final Set<String> OURS =
            Set.of("content-type", "te", "grpc-timeout", "grpc-encoding", "grpc-accept-encoding", "grpc-message-type");

    private CallFields() {}

    /** Those of a call, in order. @param deadlineNanos {@link #NO_DEADLINE} when it has none */
    public static Map<String, String> of(boolean compressed, long deadlineNanos) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("TE", "trailers");
        fields.put("grpc-accept-encoding", "gzip");
        if (compressed) {
            fields.put("grpc-encoding", "gzip");
        }
        if (deadlineNanos != NO_DEADLINE) {
            fields.put("grpc-timeout", timeout(deadlineNanos));
        }
        return fields;
    }

    /** Whether a field can't be sent as metadata; one that is inherited is left out. */
    public static boolean isOurs(String name) {
        return OURS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a field can't be given as metadata on purpose. */
    public static boolean isReserved(String name) {
        return isOurs(name) || name.toLowerCase(Locale.ROOT).startsWith("grpc-");
    }

    /** At most eight digits and a unit. */
    static String timeout(long nanos) {
        String[] units = {"n", "u", "m", "S", "M", "H"};
        long[] sizes = {1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L};
        int unit = 0;
        while (unit < units.length - 1 && nanos / sizes[unit] > 99_999_999) {
            unit++;
        }
        return Math.max(1, nanos / sizes[unit]) + units[unit];
    }
}
