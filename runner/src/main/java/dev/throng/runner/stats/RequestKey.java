package dev.throng.runner.stats;

/** What statistics are grouped by. Ordered by name, method, user, as Locust orders its rows. */
public record RequestKey(String user, String name, String method) implements Comparable<RequestKey> {
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
