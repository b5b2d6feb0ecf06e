package dev.throng.runner.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.Verdict;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the open pages show of one run. A tick of the run becomes a frame with what changed; who comes later gets a frame
 * with everything. Safe for all threads.
 */
public final class Feed {
    private static final double LEAST_RATE = 2;
    /** The page's row of all names together. */
    private static final int ALL_NAMES = -1;

    private final Plan plan;
    private final boolean repeatable;
    private final ChartHistory history = new ChartHistory();
    private final Trends trends = new Trends();
    private final Journal journal;
    private final Rows<RequestKey, Live.NameFigures> names = new Rows<>(Live.NameFigures::key);
    private final Rows<FailureKey, Live.Failure> failures = new Rows<>(FailureKey::of);
    private final List<Subscriber> subscribers = new ArrayList<>();
    private Live live;
    private Live rated;
    private @Nullable Verdict verdict;
    private boolean over;

    /** @param repeatable whether this run can be followed by another */
    public Feed(Plan plan, boolean repeatable, Live first, InstantSource clock) {
        this.plan = plan;
        this.repeatable = repeatable;
        this.live = first;
        this.rated = first;
        this.journal = new Journal(clock);
        names.update(shown(first));
        failures.update(first.failures());
    }

    private record FailureKey(RequestKey key, FailureKind kind, String message) {
        static FailureKey of(Live.Failure failure) {
            return new FailureKey(failure.key(), failure.kind(), failure.message());
        }
    }

    public synchronized Live live() {
        return live;
    }

    /** The page shows recent rates only; those since the start change in every second, even of a name that rests. */
    private static List<Live.NameFigures> shown(Live live) {
        return live.names().stream()
                .map(row -> new Live.NameFigures(
                        row.key(), row.totals().withoutRates(), row.warmupRequests(), row.recent()))
                .toList();
    }

    public synchronized void subscribe(Subscriber subscriber) {
        byte[] whole = whole();
        subscriber.offer(whole, () -> whole);
        if (over) {
            subscriber.end();
        }
        subscribers.add(subscriber);
    }

    /** How many pages are open, as far as anybody knows. */
    public synchronized int pages() {
        return subscribers.size();
    }

    public synchronized void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /** Takes the run's new state. */
    public synchronized void tick(Live now) {
        long firstLine = journal.next();
        journal.note(live, now);
        boolean reset = ChartPoint.requests(now) < ChartPoint.requests(live);
        ChartPoint point = now.elapsedNanos() > live.elapsedNanos() ? point(now) : null;
        live = now;
        if (point != null) {
            history.add(point);
        }
        if (reset) {
            names.clear();
            failures.clear();
            trends.clear();
        }
        List<Integer> changedNames = names.update(shown(now));
        if (point != null) {
            trends.add(p95s(now));
        }
        List<Integer> changedFailures = failures.update(now.failures());
        publish(
                reset
                        ? whole()
                        : frame("tick", json -> {
                            content(json, changedNames, changedFailures, journal.from(firstLine));
                            if (point != null) {
                                json.writeFieldName("point");
                                point.write(json);
                            }
                        }));
    }

    /** Of the last seconds, by row. */
    private Map<Integer, Double> p95s(Live now) {
        Map<Integer, Double> values = new HashMap<>();
        values.put(ALL_NAMES, now.recent().p95());
        for (Live.NameFigures row : now.names()) {
            values.put(names.number(row), row.recent().p95());
        }
        return values;
    }

    /**
     * The chart's next point. When nothing at all came in although there is traffic, the workers' report is a moment late:
     * then the rates follow with the next tick, for both seconds. If that has nothing either, it is a standstill.
     */
    private ChartPoint point(Live now) {
        boolean late = rated.elapsedNanos() == live.elapsedNanos()
                && ChartPoint.requests(now) == ChartPoint.requests(live)
                && now.recent().rps() > LEAST_RATE;
        ChartPoint point = ChartPoint.between(late ? now : rated, now);
        rated = late ? rated : now;
        return point;
    }

    /** Adds a line to the log. */
    public synchronized void note(Journal.Level level, String text) {
        long line = journal.next();
        journal.add(level, text);
        publish(frame("log", json -> {
            json.writeFieldName("log");
            LiveJson.log(json, journal.from(line));
        }));
    }

    /** The run is over and this is what it is worth. */
    public synchronized void judged(Verdict worth) {
        verdict = worth;
        Journal.Level level = switch (worth.outcome()) {
            case PASSED -> Journal.Level.GOOD;
            case FAILED -> Journal.Level.BAD;
            case UNKNOWN -> Journal.Level.WARNING;
        };
        journal.add(level, worth.reason() + ": " + worth.message());
        publish(whole());
    }

    /** No more frames come. */
    public synchronized void end() {
        over = true;
        subscribers.forEach(Subscriber::end);
    }

    private void publish(byte[] change) {
        Supplier<byte[]> whole = new Supplier<>() {
            private byte @Nullable [] made;

            @Override
            public byte[] get() {
                if (made == null) {
                    made = whole();
                }
                return made;
            }
        };
        subscribers.forEach(subscriber -> subscriber.offer(change, whole));
    }

    private byte[] whole() {
        return frame("whole", json -> {
            json.writeFieldName("run");
            FrameJson.run(json, plan, repeatable, verdict);
            content(json, names.all(), failures.all(), journal.from(0));
            json.writeFieldName("chart");
            history.write(json);
            json.writeFieldName("trends");
            trends.write(json);
        });
    }

    private byte[] frame(String kind, LiveJson.Part content) {
        return LiveJson.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            content.write(json);
            json.writeEndObject();
        });
    }

    private void content(
            JsonGenerator json, List<Integer> whichNames, List<Integer> whichFailures, List<Journal.Line> lines)
            throws IOException {
        json.writeFieldName("head");
        LiveJson.head(json, live);
        json.writeFieldName("names");
        names.write(json, whichNames, FrameJson::name);
        json.writeFieldName("failures");
        failures.write(json, whichFailures, FrameJson::failure);
        json.writeFieldName("phases");
        LiveJson.phases(json, live.phases());
        json.writeFieldName("workers");
        LiveJson.workers(json, live.workerViews());
        json.writeFieldName("log");
        LiveJson.log(json, lines);
    }
}
