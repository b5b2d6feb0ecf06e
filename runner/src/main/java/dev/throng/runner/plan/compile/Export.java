package dev.throng.runner.plan.compile;

import dev.throng.api.Problem;
import dev.throng.api.report.ExportSpec;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.compile.Scripts;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is sent the run's metrics.
 *
 * @param name for people
 * @param url where they are posted to
 * @param headers of each post; they may hold secrets
 * @param interval from one post to the next
 * @param nativeHistograms whether times go as exponential histograms
 */
public record Export(
        String name,
        Protocol protocol,
        URI url,
        Map<String, String> headers,
        Duration interval,
        boolean nativeHistograms) {
    public static final Duration USUAL_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final URI NOWHERE = URI.create("http://localhost");

    /** What a receiver speaks. */
    public enum Protocol {
        /** OpenTelemetry's, over HTTP. */
        OTLP,
        /** Prometheus'. */
        REMOTE_WRITE
    }

    /** The same receiver at another URL of its. */
    public Export with(URI other) {
        return new Export(name, protocol, other, headers, interval, nativeHistograms);
    }

    /** Without the headers and without what a URL may have of its own for its receiver to know us by. */
    @Override
    public String toString() {
        return name + " (" + protocol + ")";
    }

    /** Those of a specification that was accepted. */
    public static List<Export> of(@Nullable List<ExportSpec> given, Function<String, @Nullable String> environment) {
        List<Problem> problems = new ArrayList<>();
        List<Export> exports = compile(given, new Scripts(environment), new Place("spec.export", problems));
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
        return exports;
    }

    static List<Export> compile(@Nullable List<ExportSpec> given, Scripts scripts, Place place) {
        List<ExportSpec> specs = given == null ? List.of() : given;
        List<Export> exports = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            exports.add(one(specs.get(i), scripts, place.item(i)));
        }
        return exports;
    }

    private static Export one(ExportSpec spec, Scripts scripts, Place place) {
        Map<String, String> headers = new LinkedHashMap<>();
        Optional.ofNullable(spec.headers())
                .orElse(Map.of())
                .forEach((name, value) -> headers.put(
                        name, scripts.fixedHeader(value, place.field("headers").field(name))));
        Duration interval = Quantity.duration(spec.interval(), USUAL_INTERVAL, place.field("interval"));
        if (interval.compareTo(SHORTEST) < 0) {
            place.field("interval").problem("must be at least 1s");
        }
        boolean otlp = spec.otlp() != null;
        Protocol protocol = otlp ? Protocol.OTLP : Protocol.REMOTE_WRITE;
        String url = otlp ? spec.otlp() : spec.remoteWrite();
        return new Export(
                String.valueOf(spec.name()),
                protocol,
                url == null ? NOWHERE : url(url, protocol, place.field(otlp ? "otlp" : "remoteWrite")),
                headers,
                interval,
                Boolean.TRUE.equals(spec.nativeHistograms()));
    }

    private static URI url(String text, Protocol protocol, Place place) {
        return url(text, protocol).orElseGet(() -> {
            place.problem("\"" + text + "\" is no URL with a host name");
            return NOWHERE;
        });
    }

    /** Where a receiver with this address is posted to; empty when it is none. */
    public static Optional<URI> url(String text, Protocol protocol) {
        try {
            URI url = new URI(
                    protocol == Protocol.OTLP ? text.replaceFirst("(/v1/metrics)?/*$", "") + "/v1/metrics" : text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return Optional.of(url).filter(checked -> http && checked.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
