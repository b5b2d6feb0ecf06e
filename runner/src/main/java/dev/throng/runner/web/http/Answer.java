package dev.throng.runner.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is sent back. */
public sealed interface Answer {
    String JSON = "application/json";
    String HTML = "text/html; charset=utf-8";
    String CSV = "text/csv; charset=utf-8";

    int status();

    Map<String, String> headers();

    /**
     * All of it at once.
     *
     * @param sent called when it has left in one piece
     */
    public record Whole(int status, Map<String, String> headers, byte[] body, Runnable sent) implements Answer {
        public Whole(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, () -> {});
        }
    }

    /** As it comes, until the source has no more or the client is gone. */
    record Stream(int status, Map<String, String> headers, Source source) implements Answer {}

    /** Writes to the client; an exception says that the client is gone. */
    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    static Answer of(String type, byte[] body) {
        return new Whole(200, Map.of("Content-Type", type), body);
    }

    static Answer json(byte[] body) {
        return of(JSON, body);
    }

    static Answer text(int status, String text) {
        return new Whole(
                status, Map.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer redirect(String location) {
        return new Whole(303, Map.of("Location", location), new byte[0]);
    }

    /** Offered by browsers as a file to keep. */
    static Answer file(String name, String type, byte[] body) {
        return of(type, body).with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    static Answer stream(String type, Source source) {
        return new Stream(200, Map.of("Content-Type", type), source);
    }

    /** An answer without a body. */
    Answer NO_CONTENT = new Whole(204, Map.of(), new byte[0]);

    private static Map<String, String> joined(Map<String, String> headers, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return Map.copyOf(more);
    }

    default Answer with(String name, String value) {
        return switch (this) {
            case Whole whole -> new Whole(whole.status, joined(whole.headers, name, value), whole.body, whole.sent);
            case Stream stream -> new Stream(stream.status, joined(stream.headers, name, value), stream.source);
        };
    }
}
