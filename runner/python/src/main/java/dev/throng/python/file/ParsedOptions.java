package dev.throng.python.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.code.Terms;
import java.util.Map;
import java.util.OptionalDouble;

/** What a locustfile finds in {@code environment.parsed_options}, by Locust's names. */
public final class ParsedOptions {
    private static final JsonMapper JSON = new JsonMapper();

    private ParsedOptions() {}

    /** The options that everybody has, and over them those that the command line has said. */
    public static ObjectNode of(Terms terms) {
        ObjectNode options = JSON.createObjectNode();
        for (String none : new String[] {
            "host",
            "users",
            "num_users",
            "spawn_rate",
            "run_time",
            "csv_prefix",
            "html_file",
            "json_file",
            "loglevel",
            "logfile",
            "profile"
        }) {
            options.putNull(none);
        }
        for (String off : new String[] {
            "headless",
            "autostart",
            "master",
            "worker",
            "only_summary",
            "print_stats",
            "reset_stats",
            "skip_log_setup",
            "stats_history_enabled",
            "show_task_ratio",
            "equal_weights",
            "json"
        }) {
            options.put(off, false);
        }
        options.put("stop_timeout", 0)
                .put("autoquit", -1)
                .put("expect_workers", 1)
                .put("exit_code_on_error", 1);
        options.put("loglevel", "INFO").put("locustfile", "locustfile.py");
        terms.tags().forEach(options.putArray("tags")::add);
        terms.excludedTags().forEach(options.putArray("exclude_tags")::add);
        terms.users().forEach(options.putArray("user_classes")::add);
        for (Map.Entry<String, String> option : terms.options().entrySet()) {
            if (!option.getKey().equals("rest")) {
                options.set(option.getKey(), value(option.getValue()));
            }
        }
        return options;
    }

    /** Users per second at the start; empty when it will be said later, in the browser or by the LoadTest's stages. */
    public static OptionalDouble arrivals(Terms terms) {
        Map<String, String> said = terms.options();
        String rate = said.get("spawn_rate");
        String users = said.get("users");
        boolean later = "true".equals(said.get("locust"))
                && !"true".equals(said.get("headless"))
                && !"true".equals(said.get("autostart"));
        return later || rate == null || users == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(Double.parseDouble(rate), Double.parseDouble(users)));
    }

    /** The arguments that only the locustfile knows. */
    public static void rest(Terms terms, ArrayNode into) {
        value(terms.options().getOrDefault("rest", "[]")).forEach(into::add);
    }

    private static JsonNode value(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an option's value: " + json, e);
        }
    }
}
