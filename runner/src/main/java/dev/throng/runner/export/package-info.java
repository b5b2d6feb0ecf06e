/**
 * Sends a run's metrics to those who cannot scrape them: by OpenTelemetry's protocol, and by Prometheus' remote write. Threads
 * of its own; no run waits for a receiver.
 */
@NullMarked
package dev.throng.runner.export;

import org.jspecify.annotations.NullMarked;
