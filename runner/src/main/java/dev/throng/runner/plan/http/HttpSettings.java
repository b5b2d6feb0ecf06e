package dev.throng.runner.plan.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How the client speaks to the target.
 *
 * @param wires which connections there are
 * @param caPem trusted authorities in PEM instead of the system's
 * @param maxBodyBytes a longer response body fails the request
 * @param streams how many exchanges at a time share one connection of HTTP/2; with 1 each user has its own
 * @param logFailures how many failed exchanges are kept with request and response, per run
 * @param contract what the target's responses must be by its description
 */
public record HttpSettings(
        HttpVersion version,
        int streams,
        Wires wires,
        Duration connectTimeout,
        Duration firstByteTimeout,
        Duration totalTimeout,
        boolean insecureSkipVerify,
        Optional<String> caPem,
        Optional<String> serverName,
        boolean followRedirects,
        int maxRedirects,
        long maxBodyBytes,
        int logFailures,
        Optional<Contract> contract) {

    /** HTTP/1.1, with connections that nobody shares. */
    public HttpSettings(
            Duration connectTimeout,
            Duration firstByteTimeout,
            Duration totalTimeout,
            boolean insecureSkipVerify,
            Optional<String> caPem,
            Optional<String> serverName,
            boolean followRedirects,
            int maxRedirects,
            long maxBodyBytes,
            int logFailures) {
        this(
                HttpVersion.V1_1,
                1,
                Wires.USUAL,
                connectTimeout,
                firstByteTimeout,
                totalTimeout,
                insecureSkipVerify,
                caPem,
                serverName,
                followRedirects,
                maxRedirects,
                maxBodyBytes,
                logFailures,
                Optional.empty());
    }

    /** The same, spoken otherwise. */
    public HttpSettings speaking(HttpVersion other, int atATime) {
        return with(other, atATime, wires, contract);
    }

    /** The same over other connections. */
    public HttpSettings over(Wires others) {
        return with(version, streams, others, contract);
    }

    /** The same, with what the target promises. */
    public HttpSettings keeping(Optional<Contract> promised) {
        return with(version, streams, wires, promised);
    }

    private HttpSettings with(HttpVersion spoken, int atATime, Wires over, Optional<Contract> promised) {
        return new HttpSettings(
                spoken,
                atATime,
                over,
                connectTimeout,
                firstByteTimeout,
                totalTimeout,
                insecureSkipVerify,
                caPem,
                serverName,
                followRedirects,
                maxRedirects,
                maxBodyBytes,
                logFailures,
                promised);
    }
}
