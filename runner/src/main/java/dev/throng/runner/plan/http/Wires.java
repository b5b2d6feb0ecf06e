package dev.throng.runner.plan.http;

import dev.throng.api.client.AddressFamily;
import dev.throng.api.client.ConnectionsPer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which connections there are, and by which way.
 *
 * @param resolve addresses or names of hosts, by host in lower case, instead of what their names resolve to
 * @param family whose addresses are used; both when empty
 * @param from where users connect from, in turn; the system's choice when empty
 * @param resumes whether a user resumes its TLS sessions
 * @param identity certificate, chain and key that users show in TLS, in PEM
 * @param tracedShare of the requests, from 0 to 1, that have a trace id
 * @param pingNanos how long a connection of HTTP/2 may be silent until it is asked whether it is alive; 0 for ever
 */
public record Wires(
        ConnectionsPer per,
        Map<String, String> resolve,
        Optional<AddressFamily> family,
        List<InetAddress> from,
        boolean resumes,
        Optional<Proxy> proxy,
        Optional<String> identity,
        double tracedShare,
        long pingNanos) {
    /** Each user has connections of its own, and nothing is between it and the target. */
    public static final Wires USUAL = new Wires(
            ConnectionsPer.user, Map.of(), Optional.empty(), List.of(), true, Optional.empty(), Optional.empty(), 0, 0);

    /** Without the key. */
    @Override
    public String toString() {
        return "Wires[%s, resolve=%s, %s, from=%s, %s, %s, %s, traced=%s, ping=%s]"
                .formatted(
                        per,
                        new TreeMap<>(resolve),
                        family.map(AddressFamily::name).orElse("any family"),
                        from,
                        resumes ? "resuming" : "not resuming",
                        proxy.map(one -> "by " + one.host() + ":" + one.port()).orElse("no proxy"),
                        identity.isPresent() ? "own certificate" : "no certificate",
                        tracedShare,
                        Duration.ofNanos(pingNanos));
    }

    public Wires {
        resolve = Map.copyOf(resolve);
        from = List.copyOf(from);
    }

    /**
     * A proxy of HTTP.
     *
     * @param authorization value of {@code Proxy-Authorization}
     * @param except hosts that are reached without it; what begins with a dot means all below it
     */
    public record Proxy(String host, int port, Optional<String> authorization, List<String> except) {
        public Proxy {
            except = List.copyOf(except);
        }

        /** Whether requests to this host, in lower case, go by it. */
        public boolean isFor(String other) {
            return except.stream().noneMatch(name -> name.startsWith(".") ? other.endsWith(name) : other.equals(name));
        }
    }
}
