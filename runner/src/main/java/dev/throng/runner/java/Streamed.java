package dev.throng.runner.java;

import dev.throng.api.step.StreamFormat;
import dev.throng.runner.plan.step.Streaming;
import dev.throng.scenario.Events;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Streams of the API, as sessions read them. */
final class Streamed {
    private static final int LONGEST_NAME = 64;

    private Streamed() {}

    /**
     * @param name of the request
     * @throws IllegalArgumentException the path of its tokens is none
     */
    static Streaming of(Events events, String name) {
        String token = events.token();
        return new Streaming(
                format(events),
                events.until(),
                events.most(),
                nanos(events.period()),
                events.least(),
                events.named(),
                Optional.ofNullable(token).map(Answer::query),
                figures(events, name),
                nanos(events.firstWithin()),
                nanos(events.nextWithin()));
    }

    private static StreamFormat format(Events events) {
        return switch (events.format()) {
            case EVENTS -> StreamFormat.events;
            case LINES -> StreamFormat.lines;
            case PIECES -> StreamFormat.pieces;
        };
    }

    private static Streaming.Figures figures(Events events, String name) {
        String given = events.metric();
        String whose = given == null ? name.substring(0, Math.min(name.length(), LONGEST_NAME)) : given;
        String noun = switch (events.format()) {
            case EVENTS -> "event";
            case LINES -> "line";
            case PIECES -> "piece";
        };
        return Streaming.Figures.of(whose, events.token() == null ? noun : "token");
    }

    private static long nanos(@Nullable Duration limit) {
        return limit == null ? Streaming.NO_LIMIT : limit.toNanos();
    }
}
