package dev.throng.runner.java;

import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.json.JsonDocument;
import dev.throng.runner.script.json.JsonQueries;
import dev.throng.runner.script.json.JsonQuery;
import dev.throng.scenario.Json;
import dev.throng.scenario.RequestSpec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A session's response in the API's words. Confined to the user's thread. */
sealed class Answer implements dev.throng.scenario.Response permits CallAnswer, CheckedAnswer {
    private static final int MOST_PATHS = 1000;
    private static final Map<String, JsonQuery> PATHS = new ConcurrentHashMap<>();

    private final Response came;
    private final RequestSpec request;
    private @Nullable JsonDocument document;
    private @Nullable String text;

    Answer(Response came, RequestSpec request) {
        this.came = came;
        this.request = request;
    }

    final Response came() {
        return came;
    }

    final RequestSpec request() {
        return request;
    }

    @Override
    public boolean ok() {
        return came.problem() == null;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(came.problem());
    }

    @Override
    public int status() {
        return came.status();
    }

    @Override
    public Optional<String> header(String name) {
        return came.field(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Request.Field field : came.fields()) {
            headers.computeIfAbsent(field.name().toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
                    .add(field.value());
        }
        return headers;
    }

    @Override
    public byte[] bytes() {
        return came.body().clone();
    }

    @Override
    public String text() {
        String known = text;
        if (known == null) {
            known = new String(came.body(), charset());
            text = known;
        }
        return known;
    }

    private Charset charset() {
        String type = came.field("content-type").orElse("").toLowerCase(Locale.ROOT);
        int at = type.indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name =
                type.substring(at + "charset=".length()).split("[;\\s]", 2)[0].replace("\"", "");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    @Override
    public Json json(String path) {
        JsonDocument known = document;
        if (known == null) {
            known = new JsonDocument().set(came.body(), 0, came.body().length);
            document = known;
        }
        return JsonValue.of(query(path).first(known));
    }

    /** @throws IllegalArgumentException it is no path */
    static JsonQuery query(String path) {
        JsonQuery known = PATHS.get(path);
        if (known != null) {
            return known;
        }
        Place place = new Place("", new ArrayList<>());
        JsonQuery query = JsonQueries.of(path, place);
        if (!place.problems().isEmpty()) {
            throw new IllegalArgumentException(
                    path + ": " + place.problems().getFirst().message());
        }
        if (PATHS.size() < MOST_PATHS) {
            PATHS.put(path, query);
        }
        return query;
    }

    @Override
    public Duration duration() {
        return Duration.ofNanos(Math.max(0, came.responseNanos()));
    }

    @Override
    public Duration timeToFirstByte() {
        return Duration.ofNanos(Math.max(0, came.firstByteNanos()));
    }

    @Override
    public String url() {
        return came.url();
    }

    @Override
    public List<Redirect> redirects() {
        return came.hops().stream()
                .map(hop -> new Redirect(hop.status(), hop.url()))
                .toList();
    }

    @Override
    public String toString() {
        return request.method() + " " + came.url() + ": " + (came.problem() == null ? came.status() : came.problem());
    }
}
