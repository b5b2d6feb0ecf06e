package dev.throng.runner.web.metrics;

import dev.throng.runner.cluster.Run;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.total.Live;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run's scrapes: makes them, and knows whether the final values were taken. Safe for all threads.
 */
public final class Scrapes {
    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    private static final int PATIENCE_SECONDS = 10;
    private static final int WAIT_MILLIS = 200;

    private final Run run;
    private final List<String> common;
    private final Set<RequestKey> planned;
    private final ZeroInitialised zeroInitialised = new ZeroInitialised();
    private boolean any;
    private boolean finalTaken;

    /** @param loadTest the plan's name when empty, as {@code runName} is the run's id */
    public Scrapes(Run run, String namespace, String loadTest, String runName) {
        this.run = run;
        this.common = List.of(
                namespace, loadTest.isEmpty() ? run.plan().name() : loadTest, runName.isEmpty() ? run.id() : runName);
        this.planned = names(run.plan());
    }

    private static Set<RequestKey> names(Plan plan) {
        Set<RequestKey> names = new TreeSet<>();
        plan.users().stream()
                .flatMap(user -> user.requests().stream())
                .forEach(request -> names.add(new RequestKey(request.user(), request.name(), request.method())));
        return names;
    }

    /**
     * One scrape.
     *
     * @param last whether it shows the final values of everything
     */
    public record Scrape(String contentType, byte[] body, boolean last) {}

    /**
     * Makes a scrape in the format that is asked for: native histograms go in protobuf only.
     *
     * @param accept the request's header; null when it has none
     * @param prometheus whether a Prometheus asks, for which series begin at 0; anyone else sees them as they are
     * @throws IOException when the run does not answer in time; the next scrape may succeed
     */
    public Scrape scrape(@Nullable String accept, boolean prometheus) throws IOException, InterruptedException {
        Taken taken = take(prometheus);
        ExpositionFormatWriter writer = FORMATS.findWriter(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        writer.write(out, taken.metrics());
        return new Scrape(writer.getContentType(), out.toByteArray(), taken.last());
    }

    /**
     * The run's metrics at one moment.
     *
     * @param last whether these are the final values of everything
     */
    public record Taken(MetricSnapshots metrics, boolean last) {}

    /**
     * Takes the metrics for one who keeps series: each begins at 0.
     *
     * @throws IOException when the run does not answer in time; the next attempt may succeed
     */
    public Taken take() throws IOException, InterruptedException {
        return take(true);
    }

    private Taken take(boolean fromZero) throws IOException, InterruptedException {
        boolean over = run.result().isDone();
        Measured measured = measured();
        Exposition.Standing standing = standing();
        ZeroInitialised.Shown shown = fromZero ? zeroInitialised(measured) : new ZeroInitialised.Shown(measured, false);
        return new Taken(Exposition.of(shown.measured(), standing, common), over && shown.complete());
    }

    private Measured measured() throws IOException, InterruptedException {
        try {
            return run.ask(Measured::of).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run could not answer", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the run did not answer in time", e);
        }
    }

    private synchronized ZeroInitialised.Shown zeroInitialised(Measured measured) {
        return zeroInitialised.of(measured, planned);
    }

    private Exposition.Standing standing() {
        Live live = run.live();
        List<String> stages = run.plan().phases().stream().map(Phase::name).toList();
        Optional<Result> result = run.result().isDone() && !run.result().isCompletedExceptionally()
                ? Optional.of(run.result().resultNow())
                : Optional.empty();
        return new Exposition.Standing(run.plan().shownTarget(), stages, live, result);
    }

    /** A Prometheus has a scrape in one piece. */
    public synchronized void taken(Scrape scrape) {
        any = true;
        finalTaken |= scrape.last();
        notifyAll();
    }

    /**
     * Waits for the final values to be taken.
     *
     * @param expected whether to wait even if nobody has scraped yet
     * @param cut whether to wait no longer; asked a few times a second
     * @return whether they were
     */
    public synchronized boolean awaitLast(Duration limit, boolean expected, BooleanSupplier cut)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!finalTaken && (any || expected) && !cut.getAsBoolean() && System.nanoTime() < end) {
            wait(WAIT_MILLIS);
        }
        return finalTaken;
    }
}
