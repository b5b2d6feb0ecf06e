package dev.throng.runner.web.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** The run's state in the words of the page: short keys, rows as arrays, numbers to five digits, null for what is not known. */
public final class LiveJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final MathContext DIGITS = new MathContext(5);
    private static final double LARGEST_EXACT = 1e15;

    private LiveJson() {}

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    public static byte[] bytes(Part part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            part.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT) {
            json.writeNumber((long) value);
        } else {
            BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
            json.writeNumber(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
        }
    }

    static void numberField(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        number(json, value);
    }

    /** What is small and may be different in every second. */
    static void head(JsonGenerator json, Live live) throws IOException {
        json.writeStartObject();
        json.writeStringField("state", live.state().name());
        numberField(json, "elapsed", live.elapsedNanos() / 1e9);
        numberField(json, "length", live.lengthNanos() == Long.MAX_VALUE ? Double.NaN : live.lengthNanos() / 1e9);
        json.writeNumberField("phase", live.phase());
        json.writeStringField("phaseName", live.phaseName());
        json.writeNumberField("users", live.users());
        json.writeNumberField("intendedUsers", live.intendedUsers());
        numberField(json, "intendedRate", live.intendedRate());
        json.writeNumberField("workers", live.workers());
        json.writeNumberField("workersLost", live.workersLost());
        json.writeNumberField("warmupRequests", live.warmupRequests());
        json.writeNumberField("warmupFailures", live.warmupFailures());
        json.writeNumberField("late", live.late());
        json.writeNumberField("dropped", live.dropped());
        json.writeFieldName("totals");
        figures(json, live.totals());
        json.writeFieldName("recent");
        figures(json, live.recent());
        json.writeFieldName("health");
        health(json, live.health());
        json.writeFieldName("thresholds");
        thresholds(json, live.thresholds());
        json.writeFieldName("own");
        own(json, live.own());
        json.writeFieldName("loads");
        loads(json, live.loads());
        json.writeEndObject();
    }

    private static void health(JsonGenerator json, Live.Health health) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("healthy", health.healthy());
        strings(json, "reasons", health.reasons());
        strings(json, "warnings", health.warnings());
        numberField(json, "busiestLoop", health.busiestLoop());
        numberField(json, "cpu", health.cpu());
        numberField(json, "lagP99", health.lagP99Millis());
        json.writeEndObject();
    }

    private static void own(JsonGenerator json, List<Live.Own> rows) throws IOException {
        json.writeStartArray();
        for (Live.Own row : rows) {
            json.writeStartArray();
            json.writeString(row.metric().kind().name().toLowerCase(Locale.ROOT));
            json.writeString(row.metric().name());
            json.writeNumber(row.count());
            json.writeNumber(row.failed());
            number(json, row.sum());
            number(json, row.mean());
            number(json, row.p50());
            number(json, row.p95());
            number(json, row.max());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void loads(JsonGenerator json, List<Live.LoadFigures> rows) throws IOException {
        json.writeStartArray();
        for (Live.LoadFigures row : rows) {
            json.writeStartArray();
            json.writeString(row.name());
            json.writeString(row.intended());
            figures(json, row.totals());
            figures(json, row.recent());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void thresholds(JsonGenerator json, List<Live.ThresholdView> thresholds) throws IOException {
        json.writeStartArray();
        for (Live.ThresholdView threshold : thresholds) {
            json.writeStartObject();
            json.writeStringField("expression", threshold.expression());
            json.writeStringField("name", threshold.name().orElse(""));
            json.writeStringField("measured", threshold.measuredText());
            json.writeBooleanField("known", !Double.isNaN(threshold.measured()));
            json.writeBooleanField("holding", threshold.holding());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Requests, failures, failure rate, requests/s, failures/s, mean, min, max, bytes, percentiles, then status, requests and failures of each status. */
    static void figures(JsonGenerator json, Live.Figures figures) throws IOException {
        json.writeStartArray();
        json.writeNumber(figures.requests());
        json.writeNumber(figures.failures());
        number(json, figures.failureRate());
        number(json, figures.rps());
        number(json, figures.failuresPerSecond());
        number(json, figures.mean());
        number(json, figures.min());
        number(json, figures.max());
        number(json, figures.meanBytes());
        number(json, figures.p50());
        number(json, figures.percentiles().at(4));
        number(json, figures.p95());
        number(json, figures.p99());
        number(json, figures.percentiles().at(8));
        json.writeStartArray();
        for (StatusCount count : figures.statuses()) {
            json.writeNumber(count.status());
            json.writeNumber(count.requests());
            json.writeNumber(count.failures());
        }
        json.writeEndArray();
        json.writeEndArray();
    }

    static void phases(JsonGenerator json, List<Live.PhaseFigures> phases) throws IOException {
        json.writeStartArray();
        for (Live.PhaseFigures phase : phases) {
            json.writeStartArray();
            json.writeNumber(phase.phase());
            figures(json, phase.figures());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    static void workers(JsonGenerator json, List<Live.WorkerView> workers) throws IOException {
        json.writeStartArray();
        for (Live.WorkerView worker : workers) {
            json.writeStartArray();
            json.writeString(worker.name());
            json.writeString(worker.state());
            json.writeNumber(worker.users());
            number(json, worker.rps());
            number(json, worker.cpu());
            json.writeNumber(worker.residentBytes());
            number(json, worker.clockOffsetMillis());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    static void log(JsonGenerator json, List<Journal.Line> lines) throws IOException {
        json.writeStartArray();
        for (Journal.Line line : lines) {
            json.writeStartArray();
            json.writeNumber(line.number());
            json.writeNumber(line.atMillis());
            json.writeString(line.level().name());
            json.writeString(line.text());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    static void verdict(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeStartObject();
        json.writeStringField("outcome", verdict.outcome().name());
        json.writeStringField("reason", verdict.reason());
        json.writeStringField("message", verdict.message());
        json.writeNumberField("exitCode", verdict.exitCode());
        json.writeStringField("grade", verdict.grade().name());
        json.writeEndObject();
    }
}
