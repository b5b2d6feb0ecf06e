package dev.throng.runner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.report.Result;

/** A result in the form of Locust's {@code --json}: a list of what counts under each name, without a total. */
final class LocustJson {
    private static final JsonMapper JSON = new JsonMapper();

    private LocustJson() {}

    static String of(Result result) {
        ArrayNode list = JSON.createArrayNode();
        double start = result.startedAt().toEpochMilli() / 1e3;
        for (Result.NameResult name : result.names()) {
            if (name.requests() > 0) {
                entry(list.addObject(), name, start, result.finishedAt().toEpochMilli() / 1e3);
            }
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures that are no JSON", e);
        }
    }

    private static void entry(ObjectNode entry, Result.NameResult name, double start, double end) {
        Result.Timing times = name.response();
        entry.put("name", name.key().name()).put("method", name.key().method());
        entry.put("last_request_timestamp", end).put("start_time", start);
        entry.put("num_requests", name.requests()).put("num_none_requests", name.stalled());
        entry.put("num_failures", name.failures());
        entry.put("total_response_time", times.count() == 0 ? 0 : times.mean() * times.count());
        entry.put("max_response_time", times.count() == 0 ? 0 : times.max());
        entry.put("min_response_time", times.count() == 0 ? 0 : times.min());
        entry.put("total_content_length", name.bytesReceived());
        ObjectNode percentiles = entry.putObject("response_time_percentiles");
        times.percentiles().forEach(percentiles::put);
    }
}
