package dev.throng.api.step;

/** What an event of a streamed body is. */
public enum StreamFormat {
    /** A server-sent event ({@code text/event-stream}). */
    events,
    /** A line that is not blank, for example one of JSON lines. */
    lines,
    /** Whatever comes at a time. */
    pieces
}
