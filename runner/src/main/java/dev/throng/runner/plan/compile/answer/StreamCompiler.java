package dev.throng.runner.plan.compile.answer;

import dev.throng.api.step.StreamFormat;
import dev.throng.api.step.StreamSpec;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Streaming;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.compile.Scripts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Streams of events. */
public final class StreamCompiler {
    /** So much of a request's name is the name of its figures. */
    private static final int LONGEST_NAME = 64;

    private final Scripts scripts;

    public StreamCompiler(Scripts scripts) {
        this.scripts = scripts;
    }

    /** What a request for a stream says unless it says otherwise. */
    public static Map<String, String> headers(@Nullable StreamSpec spec) {
        if (spec == null) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (format(spec) == StreamFormat.events) {
            headers.put("Accept", "text/event-stream");
        }
        headers.put("Accept-Encoding", "identity");
        return headers;
    }

    private static StreamFormat format(StreamSpec spec) {
        return spec.format() == null ? StreamFormat.events : spec.format();
    }

    /** @param name of the request */
    public Optional<Streaming> compile(@Nullable StreamSpec spec, String name, String method, Place place) {
        if (spec == null) {
            return Optional.empty();
        }
        if (method.equals("HEAD")) {
            place.problem("what answers a HEAD has no body");
        }
        StreamFormat format = format(spec);
        if (spec.named() != null && format != StreamFormat.events) {
            place.field("named").problem("only server-sent events have names: leave it away, or the format");
        }
        Streaming made = new Streaming(
                format,
                spec.until() == null ? "" : spec.until(),
                spec.events() == null ? Streaming.NO_LIMIT : spec.events(),
                limit(spec.period(), place.field("for")),
                spec.atLeast() == null ? 0 : spec.atLeast(),
                spec.named() == null ? "" : spec.named(),
                Optional.ofNullable(spec.token()).map(path -> scripts.query(path, place.field("token"))),
                figures(spec, format, name),
                limit(spec.firstWithin(), place.field("firstWithin")),
                limit(spec.nextWithin(), place.field("nextWithin")));
        if (made.least() > made.most()) {
            place.field("atLeast").problem("the user ends the stream after " + made.most() + " events");
        }
        return Optional.of(made);
    }

    private static Streaming.Figures figures(StreamSpec spec, StreamFormat format, String name) {
        String whose = spec.metric() == null ? name.substring(0, Math.min(name.length(), LONGEST_NAME)) : spec.metric();
        String noun = switch (format) {
            case events -> "event";
            case lines -> "line";
            case pieces -> "piece";
        };
        return Streaming.Figures.of(whose, spec.token() == null ? noun : "token");
    }

    private static long limit(@Nullable String given, Place place) {
        return Quantity.positive(given, Duration.ofNanos(Streaming.NO_LIMIT), place)
                .toNanos();
    }
}
