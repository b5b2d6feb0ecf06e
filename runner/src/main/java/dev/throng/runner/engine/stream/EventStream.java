package dev.throng.runner.engine.stream;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.http.coding.ContentCoding;
import dev.throng.runner.http.events.EventReader;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.response.BodyConsumer;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Streaming;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Durations;
import dev.throng.runner.script.json.JsonDocument;
import dev.throng.runner.stats.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One streamed response. {@code waiting for its head → open → over}, over by the user's own will or by a failure; the server may end it at any
 * time. Instants are {@link System#nanoTime}. One per exchange, confined to its loop.
 */
public final class EventStream implements BodyConsumer {
    /** Who is told what is measured. */
    public interface Meter {
        /** @param beganNanos when the request was to start, which says whether it counts */
        void metric(MetricKind kind, String name, double value, long beganNanos);

        /** Whether the generator itself stood still between the two, so that no time from one to the other says anything. */
        boolean stalled(long fromNanos, long toNanos);

        /** {@link #deadline} may have come nearer. */
        void hurried();
    }

    /** So long the body's end is waited for behind the last event, so that the connection can be used again. */
    private static final long LINGER_NANOS = 50_000_000;

    private final Streaming what;
    private final byte[] until;
    private final Meter meter;
    private final EventReader reader;
    private final Transcript transcript;
    private final long intendedNanos;
    private final JsonDocument document;
    private final byte[] named;
    private boolean open;
    private boolean over;
    private long overNanos;
    private long lingerUntil;
    private long pieceNanos;
    private long count;
    private long firstNanos;
    private long lastNanos;
    private String contentType = "";
    private @Nullable Failure failure;

    /**
     * @param mostBytes of an event, and of all that are kept where a check or a capture looks at them
     * @param needed whether one does
     * @param document of the loop, to look into events
     */
    public EventStream(
            Streaming what,
            long intendedNanos,
            int mostBytes,
            boolean needed,
            SinkPool sinks,
            JsonDocument document,
            Meter meter) {
        this.what = what;
        this.intendedNanos = intendedNanos;
        this.document = document;
        this.meter = meter;
        until = what.until().getBytes(StandardCharsets.UTF_8);
        named = what.named().getBytes(StandardCharsets.UTF_8);
        reader = EventReader.of(what.format(), sinks, mostBytes, this::event);
        transcript = new Transcript(sinks, document, needed, mostBytes);
    }

    // What comes

    @Override
    public boolean opened(ResponseParser response) {
        if (response.status() / 100 != 2) {
            return false;
        }
        open = true;
        if (response.coding() != ContentCoding.IDENTITY) {
            fail(FailureKind.PROTOCOL, "the stream is compressed, which is not read: leave Accept-Encoding away");
        }
        String type = response.header("content-type");
        contentType = type == null ? "" : type;
        meter.hurried();
        return true;
    }

    @Override
    public void piece(byte[] bytes, int from, int length, long atNanos) {
        if (over) {
            return;
        }
        pieceNanos = atNanos;
        reader.piece(bytes, from, length);
        String problem = reader.problem();
        if (problem != null) {
            fail(FailureKind.PROTOCOL, problem);
        }
        if (over) {
            meter.hurried();
        }
    }

    private void event(ByteSink name, byte[] data, int from, int length) {
        if (over) {
            return;
        }
        boolean last = until.length > 0 && Bytes.contain(data, from, length, until);
        boolean mark = last && length == until.length;
        if (!mark) {
            transcript.add(data, from, length);
        }
        if (!mark && counts(name, data, from, length)) {
            counted();
        }
        if (last) {
            end(pieceNanos);
            lingerUntil = System.nanoTime() + LINGER_NANOS;
        } else if (count == what.most()) {
            end(pieceNanos);
        }
    }

    private boolean counts(ByteSink name, byte[] data, int from, int length) {
        return (named.length == 0 || Bytes.same(name.array(), 0, name.length(), named))
                && (what.token().isEmpty() || hasToken(data, from, length));
    }

    private boolean hasToken(byte[] data, int from, int length) {
        return what.token().get().test(document.set(data, from, length), Transcript::isSomething);
    }

    private void counted() {
        long before = lastNanos;
        lastNanos = pieceNanos;
        count++;
        if (count == 1) {
            firstNanos = pieceNanos;
            time(what.figures().first(), intendedNanos, pieceNanos);
            meter.hurried();
        } else {
            time(what.figures().between(), before, pieceNanos);
        }
    }

    private void time(String figure, long from, long to) {
        if (!meter.stalled(from, to)) {
            meter.metric(MetricKind.TIME, figure, Math.max(0, to - from) / 1e6, intendedNanos);
        }
    }

    // Its end

    private void end(long atNanos) {
        over = true;
        overNanos = atNanos;
        lingerUntil = atNanos;
    }

    private void fail(FailureKind kind, String message) {
        fail(new Failure(kind, message), System.nanoTime());
    }

    /** Ends it as failed. */
    public void fail(Failure why, long atNanos) {
        if (!over) {
            failure = why;
            end(atNanos);
        }
    }

    /** Ends it if its time is up. @return whether nothing of it is waited for any more */
    public boolean isDone(long sentNanos, long nowNanos) {
        if (!over) {
            runOut(sentNanos, nowNanos);
        }
        return over && nowNanos >= lingerUntil;
    }

    private void runOut(long sentNanos, long nowNanos) {
        Failure late = late(sentNanos, nowNanos);
        if (late != null) {
            fail(late, nowNanos);
        } else if (nowNanos >= Instants.later(sentNanos, what.periodNanos())) {
            end(nowNanos);
        }
    }

    /** Why it is over, if an event was waited for too long. */
    public @Nullable Failure late(long sentNanos, long nowNanos) {
        if (count == 0 && nowNanos >= Instants.later(sentNanos, what.firstNanos())) {
            return new Failure(
                    FailureKind.TIMEOUT,
                    "no " + what.figures().noun() + " within " + Durations.said(what.firstNanos()));
        }
        if (count > 0 && nowNanos >= Instants.later(lastNanos, what.nextNanos())) {
            return new Failure(
                    FailureKind.TIMEOUT, "no " + what.figures().noun() + " for " + Durations.said(what.nextNanos()));
        }
        return null;
    }

    /** When it is to be looked at again, with {@link #isDone}. */
    public long deadline(long sentNanos) {
        if (over) {
            return lingerUntil;
        }
        long patience =
                count == 0 ? Instants.later(sentNanos, what.firstNanos()) : Instants.later(lastNanos, what.nextNanos());
        return open ? Math.min(patience, Instants.later(sentNanos, what.periodNanos())) : patience;
    }

    /** Whether a response has come that it takes. */
    public boolean isOpen() {
        return open;
    }

    /** When the user had enough. */
    public long overNanos() {
        return overNanos;
    }

    /** The body is whole, and nothing of it is missing. */
    public void complete(long atNanos) {
        if (!over) {
            pieceNanos = atNanos;
            reader.end();
        }
    }

    /** What is wrong with it, now that it is at its end; null when nothing is. */
    public @Nullable Failure failure() {
        if (failure == null) {
            String lack = shortcoming();
            failure = lack == null ? null : new Failure(FailureKind.CHECK, lack);
        }
        return failure;
    }

    private @Nullable String shortcoming() {
        if (!over && until.length > 0) {
            return "the stream ended without " + what.until() + type();
        }
        if (!over && what.most() != Streaming.NO_LIMIT) {
            return "the stream ended after " + events(count) + ", expected " + what.most() + type();
        }
        if (count < what.least()) {
            return events(count) + ", expected at least " + what.least() + type();
        }
        return transcript.isCutShort() ? "events longer than http.maxBodySize, which a check or capture needs" : null;
    }

    /** What has come instead. */
    private String type() {
        return count > 0 || contentType.isEmpty() ? "" : " (it is of type " + contentType + ")";
    }

    private String events(long number) {
        return number + " " + what.figures().noun() + (number == 1 ? "" : "s");
    }

    /** Counts what has come and forgets it. To be called once, however it has ended. */
    public void close() {
        reader.release();
        transcript.release();
        if (count > 0) {
            meter.metric(MetricKind.COUNTER, what.figures().count(), (double) count, intendedNanos);
        }
        if (count > 1 && lastNanos > firstNanos && !meter.stalled(firstNanos, lastNanos)) {
            meter.metric(MetricKind.TREND, what.figures().perSecond(), perSecond(), intendedNanos);
        }
    }

    private double perSecond() {
        return (count - 1) * 1e9 / (lastNanos - firstNanos);
    }

    // For whoever looks at it

    /** Gives what the events have carried: a list in JSON, each as it is if it is JSON, else as a text. */
    public void show(Content content) {
        transcript.show(content);
    }

    /** In figures, for people. @param sentNanos when the request was sent */
    public String words(long sentNanos) {
        if (count == 0) {
            return "no " + what.figures().noun();
        }
        String first = events(count) + ", the first after " + Durations.said(firstNanos - sentNanos);
        return count == 1 || lastNanos <= firstNanos
                ? first
                : first + ", then one each " + Durations.said((lastNanos - firstNanos) / (count - 1))
                        + String.format(Locale.ROOT, " (%.1f per second)", perSecond());
    }
}
