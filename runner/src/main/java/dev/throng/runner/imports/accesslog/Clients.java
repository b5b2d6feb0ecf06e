package dev.throng.runner.imports.accesslog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How clients, told apart by their addresses, go on: how many requests they make and how long they think. */
final class Clients {
    /** Who was silent for longer has come anew. */
    private static final long SESSION_SECONDS = 1_800;

    private static final int MOST = 100_000;

    private final long[] gaps = new long[(int) SESSION_SECONDS + 1];
    private final Map<String, Long> seen = new LinkedHashMap<>(16, 0.75f, true);
    private String first = "";
    private boolean several;
    private long sessions;
    private long requests;

    void add(String client, long second) {
        if (client.isEmpty()) {
            return;
        }
        requests++;
        if (first.isEmpty()) {
            first = client;
        }
        several |= !first.equals(client);
        Long before = seen.put(client, second);
        long gap = before == null ? Long.MAX_VALUE : Math.max(0, second - before);
        if (gap > SESSION_SECONDS) {
            sessions++;
        } else {
            gaps[(int) gap]++;
        }
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** Whether they have more than one address. */
    boolean areSeveral() {
        return several;
    }

    long sessions() {
        return sessions;
    }

    double requestsPerSession() {
        return sessions == 0 ? 0 : (double) requests / sessions;
    }

    ThinkTimes thinkTimes() {
        return new ThinkTimes(gaps);
    }

    /** How long a part of the pauses is at most, in seconds; empty when nobody came twice. */
    OptionalLong pause(double part) {
        long all = requests - sessions;
        long below = 0;
        for (int seconds = 0; all > 0 && seconds < gaps.length; seconds++) {
            below += gaps[seconds];
            if (below >= part * all) {
                return OptionalLong.of(seconds);
            }
        }
        return OptionalLong.empty();
    }
}
