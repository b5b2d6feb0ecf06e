package dev.throng.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a response that comes bit by bit is made of, and when the user has had enough of it: what {@code stream} says in YAML. Each
 * method gives another one that says more. Immutable.
 *
 * <pre>{@code
 * Response chat = client.post("/v1/chat/completions", json(question), name("chat"),
 *         stream(Events.events().until("[DONE]").token("$.choices[0].delta.content")));
 * }</pre>
 *
 * <p>Its figures are metrics: {@code chat first token}, {@code chat between tokens}, {@code chat tokens per second}, {@code chat tokens}.
 * The content of the {@link Response} is a JSON list of what the events have carried.
 */
public final class Events {
    /** What an event is. */
    public enum Format {
        /** One of server-sent events. */
        EVENTS,
        /** A line that is not blank. */
        LINES,
        /** Whatever comes at a time. */
        PIECES
    }

    private final Format format;
    private String until = "";
    private long most = Long.MAX_VALUE;
    private long least;
    private @Nullable Duration period;
    private String named = "";
    private @Nullable String token;
    private @Nullable Duration firstWithin;
    private @Nullable Duration nextWithin;
    private @Nullable String metric;
    private boolean kept = true;

    private Events(Format format) {
        this.format = format;
    }

    /** Server-sent events. */
    public static Events events() {
        return new Events(Format.EVENTS);
    }

    /** Lines, as of JSON lines. */
    public static Events lines() {
        return new Events(Format.LINES);
    }

    /** Whatever comes at a time. */
    public static Events pieces() {
        return new Events(Format.PIECES);
    }

    private Events(Events same) {
        format = same.format;
        until = same.until;
        most = same.most;
        least = same.least;
        period = same.period;
        named = same.named;
        token = same.token;
        firstWithin = same.firstWithin;
        nextWithin = same.nextWithin;
        metric = same.metric;
        kept = same.kept;
    }

    /** The event that holds this text is the last; a server that ends without it has failed. */
    public Events until(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("until(\"\"): every event holds that");
        }
        Events next = new Events(this);
        next.until = text;
        return next;
    }

    /** The user ends the stream after so many; a server that ends before has failed. */
    public Events atMost(long events) {
        Events next = new Events(this);
        next.most = positive("atMost", events);
        return next.checked();
    }

    /** The user ends it after this time from the sending. */
    public Events during(Duration time) {
        Events next = new Events(this);
        next.period = positive("during", time);
        return next;
    }

    /** Fewest events that must have come, however it ended. */
    public Events atLeast(long events) {
        Events next = new Events(this);
        next.least = positive("atLeast", events);
        return next.checked();
    }

    /** Only events that the server calls so count. */
    public Events named(String event) {
        if (format != Format.EVENTS) {
            throw new IllegalArgumentException("named(\"" + event + "\"): only server-sent events have names");
        }
        Events next = new Events(this);
        next.named = event;
        return next;
    }

    /** Only events in whose JSON this path yields something count: neither null nor empty. They are called tokens then. */
    public Events token(String path) {
        Events next = new Events(this);
        next.token = path;
        return next;
    }

    /** A longer wait for the first event that counts, from the sending, is a failure. */
    public Events firstWithin(Duration limit) {
        Events next = new Events(this);
        next.firstWithin = positive("firstWithin", limit);
        return next;
    }

    /** A longer wait for the next event that counts is a failure. */
    public Events nextWithin(Duration limit) {
        Events next = new Events(this);
        next.nextWithin = positive("nextWithin", limit);
        return next;
    }

    /** The name of its figures; the request's own name when absent. */
    public Events metric(String name) {
        Events next = new Events(this);
        next.metric = name;
        return next;
    }

    /** Nothing is kept of the events, so that a stream of any length takes the room of one: the response has no content. */
    public Events unkept() {
        Events next = new Events(this);
        next.kept = false;
        return next;
    }

    private static long positive(String word, long number) {
        if (number < 1) {
            throw new IllegalArgumentException(word + "(" + number + "): must be above 0");
        }
        return number;
    }

    private static Duration positive(String word, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(word + "(" + time + "): must be above 0");
        }
        return time;
    }

    private Events checked() {
        if (least > most) {
            throw new IllegalArgumentException(
                    "atLeast(" + least + "): the user ends the stream after " + most + " events");
        }
        return this;
    }

    public Format format() {
        return format;
    }

    /** Empty when there is none. */
    public String until() {
        return until;
    }

    /** {@link Long#MAX_VALUE} when the user does not end it. */
    public long most() {
        return most;
    }

    public long least() {
        return least;
    }

    public @Nullable Duration period() {
        return period;
    }

    /** Empty for any. */
    public String named() {
        return named;
    }

    public @Nullable String token() {
        return token;
    }

    public @Nullable Duration firstWithin() {
        return firstWithin;
    }

    public @Nullable Duration nextWithin() {
        return nextWithin;
    }

    public @Nullable String metric() {
        return metric;
    }

    public boolean isKept() {
        return kept;
    }
}
