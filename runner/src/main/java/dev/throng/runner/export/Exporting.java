package dev.throng.runner.export;

import dev.throng.runner.cluster.Run;
import dev.throng.runner.plan.compile.Export;
import dev.throng.runner.web.metrics.Scrapes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends one run's metrics to its receivers, each on a thread of its own, from {@link #start} until the final values have
 * arrived or {@link #finish} has waited long enough. A receiver that is away misses points in time, and no counts: every post
 * has the totals until then.
 */
public final class Exporting {
    private final List<Stream> streams;
    private final Consumer<String> say;

    private Exporting(List<Stream> streams, Consumer<String> say) {
        this.streams = streams;
        this.say = say;
    }

    /**
     * @param namespace of the LoadTest; empty outside a cluster
     * @param version Throng's
     * @param say told once when a receiver does not take what it is sent, when it does again, and how it ended
     */
    public static Exporting start(
            Run run, List<Export> receivers, String namespace, String version, Consumer<String> say) {
        Instant start = Instant.now();
        List<Stream> streams = receivers.stream()
                .map(to -> new Stream(
                        to,
                        () -> new Scrapes(run, namespace, "", ""),
                        switch (to.protocol()) {
                            case OTLP -> new Otlp(to.nativeHistograms(), run.id(), version, start);
                            case REMOTE_WRITE -> new RemoteWrite(to.nativeHistograms());
                        },
                        say))
                .toList();
        streams.forEach(Stream::start);
        var unused = run.result().whenComplete((result, failure) -> streams.forEach(Stream::runEnded));
        return new Exporting(streams, say);
    }

    /** Waits for the final values to arrive, for so long at most, and says which did not. */
    public void finish(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Stream stream : streams) {
            stream.stop(Duration.ofNanos(Math.max(0, end - System.nanoTime()))).ifPresent(say);
        }
    }
}
