package dev.throng.runner.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks a Prometheus; blocking. */
final class Prometheus {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client;
    private final String base;

    Prometheus(HttpClient client, String base) {
        this.client = client;
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** @param seconds since the epoch */
    record Points(List<Double> seconds, List<Double> values) {}

    /**
     * One number over time.
     *
     * @throws IOException with a message for people: no answer, an error, or more than one series
     */
    Points range(String query, Instant from, Instant to, double stepSeconds) throws IOException, InterruptedException {
        JsonNode result = ask("query_range?query=" + encoded(query) + "&start=" + seconds(from) + "&end=" + seconds(to)
                + "&step=" + String.format(Locale.ROOT, "%.3f", stepSeconds));
        if (result.size() > 1) {
            throw new IOException(
                    "the query yields " + result.size() + " series, and one is needed: sum or max makes one");
        }
        List<Double> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (JsonNode point : result.path(0).path("values")) {
            double value = number(point.path(1).asText());
            if (Double.isFinite(value)) {
                times.add(point.path(0).asDouble());
                values.add(value);
            }
        }
        return new Points(times, values);
    }

    /** One number at an instant; NaN when there is none. */
    double at(String query, Instant when) throws IOException, InterruptedException {
        JsonNode result = ask("query?query=" + encoded(query) + "&time=" + seconds(when));
        return result.isArray() && result.size() == 2 && result.path(1).isTextual()
                ? number(result.path(1).asText()) // a scalar: instant and value
                : number(result.path(0).path("value").path(1).asText("NaN"));
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/" + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        HttpResponse<String> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(base + " did not answer: " + (e.getMessage() == null ? e : e.getMessage()), e);
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IOException(
                    base + " answered " + response.statusCode() + " without JSON: it is no Prometheus", e);
        }
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(
                    base + " answered: " + answer.path("error").asText("status " + response.statusCode()));
        }
        return answer.path("data").path("result");
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String seconds(Instant when) {
        return String.format(Locale.ROOT, "%.3f", when.toEpochMilli() / 1000.0);
    }
}
