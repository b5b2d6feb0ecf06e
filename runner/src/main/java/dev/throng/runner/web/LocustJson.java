package dev.throng.runner.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.csv.CsvPage;
import dev.throng.runner.report.csv.CsvRow;
import dev.throng.runner.stats.histogram.Percentiles;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.web.live.LiveJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Locust's JSON: its keys, its units (milliseconds, shares), 0 where it has no value. */
final class LocustJson {
    private static final int MOST_ROWS = 500;

    private LocustJson() {}

    static byte[] requests(CsvPage page, Live live) {
        CsvRow all = page.aggregated();
        return LiveJson.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("stats");
            for (CsvRow row :
                    page.rows().subList(0, Math.min(MOST_ROWS, page.rows().size()))) {
                row(json, row, row.name());
            }
            row(json, all, "Aggregated");
            json.writeEndArray();
            errors(json, page.failureRows());
            json.writeNumberField("total_rps", all.rps());
            json.writeNumberField("total_fail_per_sec", all.failuresPerSecond());
            json.writeNumberField("current_rps", all.recentRps());
            json.writeNumberField("current_fail_per_sec", all.recentFailuresPerSecond());
            json.writeNumberField("fail_ratio", live.totals().failureRate());
            json.writeObjectFieldStart("current_response_time_percentiles");
            json.writeNumberField(
                    "response_time_percentile_0.5", some(all.recent().p50()));
            json.writeNumberField(
                    "response_time_percentile_0.95", some(all.recent().p95()));
            json.writeEndObject();
            // As early versions had them, and exporters still read them.
            json.writeNumberField(
                    "current_response_time_percentile_50", some(all.recent().p50()));
            json.writeNumberField(
                    "current_response_time_percentile_95", some(all.recent().p95()));
            workers(json, live);
            json.writeNumberField("worker_count", live.workers());
            json.writeStringField("state", state(live));
            json.writeNumberField("user_count", live.users());
            json.writeEndObject();
        });
    }

    private static void row(JsonGenerator json, CsvRow row, String name) throws IOException {
        Percentiles percentiles = row.percentiles();
        json.writeStartObject();
        json.writeStringField("method", name.equals("Aggregated") ? "" : row.method());
        json.writeStringField("name", name);
        json.writeStringField("safe_name", safe(name));
        json.writeNumberField("num_requests", row.requests());
        json.writeNumberField("num_failures", row.failures());
        json.writeNumberField("min_response_time", some(row.min()));
        json.writeNumberField("max_response_time", some(row.max()));
        json.writeNumberField("current_rps", row.recentRps());
        json.writeNumberField("current_fail_per_sec", row.recentFailuresPerSecond());
        json.writeNumberField("avg_response_time", some(row.mean()));
        json.writeNumberField("median_response_time", some(row.median()));
        json.writeNumberField("total_rps", row.rps());
        json.writeNumberField("total_fail_per_sec", row.failuresPerSecond());
        json.writeNumberField("response_time_percentile_0.95", some(percentiles.p95()));
        json.writeNumberField("response_time_percentile_0.99", some(percentiles.p99()));
        json.writeNumberField("avg_content_length", row.meanBytes());
        json.writeEndObject();
    }

    private static double some(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** For those who put it into markup as it is. */
    private static String safe(String name) {
        return name.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static void errors(JsonGenerator json, List<Result.Failure> failures) throws IOException {
        json.writeArrayFieldStart("errors");
        for (Result.Failure row : failures.subList(0, Math.min(MOST_ROWS, failures.size()))) {
            json.writeStartObject();
            json.writeStringField("method", row.key().method());
            json.writeStringField("name", row.key().name());
            json.writeStringField("error", row.message());
            json.writeNumberField("occurrences", row.occurrences());
            // As early versions spelled it, and exporters for them still do.
            json.writeNumberField("occurences", row.occurrences());
            json.writeNumberField("first_seen", row.firstSeen().toEpochMilli() / 1e3);
            json.writeNumberField("last_seen", row.lastSeen().toEpochMilli() / 1e3);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** One that still loads the test is none yet: a script that counts to the expected number starts the load next. */
    private static void workers(JsonGenerator json, Live live) throws IOException {
        json.writeArrayFieldStart("workers");
        for (Live.WorkerView worker : live.workerViews()) {
            if (worker.state().equals("joining")) {
                continue;
            }
            json.writeStartObject();
            json.writeStringField("id", worker.name());
            json.writeStringField("state", state(worker, live));
            json.writeNumberField("user_count", worker.users());
            json.writeNumberField("cpu_usage", Math.max(0, worker.cpu()) * 100);
            json.writeNumberField("memory_usage", Math.max(0, worker.residentBytes()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String state(Live.WorkerView worker, Live live) {
        return switch (worker.state()) {
            case "lost", "away" -> "missing";
            case "leaving", "done" -> "stopped";
            default -> live.state() == Live.State.STOPPING ? "running" : state(live);
        };
    }

    static String state(Live live) {
        return switch (live.state()) {
            case READY, WAITING_FOR_WORKERS -> "ready";
            case WARMING_UP, RUNNING -> live.users() < live.intendedUsers() ? "spawning" : "running";
            case STOPPING -> "stopping";
            case STOPPED -> "stopped";
        };
    }

    static byte[] exceptions(CsvPage page) {
        return LiveJson.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("exceptions");
            for (Result.ExceptionRow row : page.exceptionRows()) {
                json.writeStartObject();
                json.writeNumberField("count", row.occurrences());
                json.writeStringField("msg", row.message());
                json.writeStringField("traceback", row.trace());
                json.writeStringField("nodes", String.join(", ", row.workers()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static byte[] workerCount(Live live) {
        return LiveJson.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("worker_count", live.workers());
            json.writeEndObject();
        });
    }

    static byte[] swarming(String host, Optional<Duration> runTime) {
        return LiveJson.bytes(json -> {
            json.writeStartObject();
            json.writeBooleanField("success", true);
            json.writeStringField("message", "Swarming started");
            json.writeStringField("host", host);
            if (runTime.isPresent()) {
                json.writeNumberField("run_time", runTime.get().toSeconds());
            }
            json.writeEndObject();
        });
    }

    static byte[] stopped() {
        return said(true, "Test stopped");
    }

    static byte[] refusal(String reason) {
        return said(false, reason);
    }

    private static byte[] said(boolean success, String message) {
        return LiveJson.bytes(json -> {
            json.writeStartObject();
            json.writeBooleanField("success", success);
            json.writeStringField("message", message);
            json.writeEndObject();
        });
    }
}
