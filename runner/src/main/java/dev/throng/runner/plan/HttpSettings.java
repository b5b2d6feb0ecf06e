package dev.throng.runner.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * How the client speaks to the target.
 *
 * @param caPem trusted authorities in PEM instead of the system's
 * @param maxBodyBytes a longer response body fails the request
 * @param logFailures how many failed exchanges are kept with request and response, per run
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration firstByteTimeout,
        Duration totalTimeout,
        boolean insecureSkipVerify,
        Optional<String> caPem,
        Optional<String> serverName,
        boolean followRedirects,
        int maxRedirects,
        long maxBodyBytes,
        int logFailures) {}
