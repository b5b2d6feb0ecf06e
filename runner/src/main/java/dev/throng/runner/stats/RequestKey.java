package dev.throng.runner.stats;

/** What statistics are grouped by. Ordered by name, method, user, as Locust orders its rows. */
public record RequestKey(String user, String name, String method) implements Comparable<RequestKey> {
    /** Distinct keys per run; what comes after them is counted under {@link #OTHER}. */
    public static final int MOST = 1000;

    /** Stands for all keys beyond the limit. */
    public static final RequestKey OTHER = new RequestKey("", "other", "");

    /** Stands for all keys together; Locust's name for that row. */
    public static final RequestKey ALL = new RequestKey("", "Aggregated", "");

    @Override
    public int compareTo(RequestKey other) {
        int byName = name.compareTo(other.name);
        if (byName != 0) {
            return byName;
        }
        int byMethod = method.compareTo(other.method);
        return byMethod != 0 ? byMethod : user.compareTo(other.user);
    }
}
