package dev.throng.runner.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request that code has made.
 *
 * @param method goes out in upper case, and counts as it is written here
 * @param url absolute ({@code https://…}), or a path with its query below the target's base URL. What may not stand in a
 *     request line is percent-encoded
 * @param name what the statistics group it under; few different ones
 * @param fields headers in the order of sending; they replace the engine's own of the same name. Host, length, cookies
 *     and the content type of {@code body} need not be among them
 * @param body its bytes; null for none. Not to be changed any more
 * @param contentType of the body, unless a field says it; empty for none
 * @param followRedirects whether the response that comes is that of the last of a chain
 * @param timeoutNanos from the start to the last byte; 0 for the run's own limit
 * @param keepsBody whether {@link Response#body} is wanted, which costs a copy
 * @param judge says what is wrong with a response before it is counted; null for "a status below 400"
 * @param open counted only when the code has judged it by {@link Session#settle}, with the times of the wire
 * @param certificates which are trusted and shown over TLS
 * @param way what becomes of the connection and the response
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not shared
public record Request(
        String method,
        String url,
        String name,
        List<Field> fields,
        byte @Nullable [] body,
        String contentType,
        boolean followRedirects,
        long timeoutNanos,
        boolean keepsBody,
        @Nullable Judge judge,
        boolean open,
        Certificates certificates,
        RequestMode way) {
    /** One that takes the certificates that the run takes, and whose response is read once it is whole. */
    public Request(
            String method,
            String url,
            String name,
            List<Field> fields,
            byte @Nullable [] body,
            String contentType,
            boolean followRedirects,
            long timeoutNanos,
            boolean keepsBody,
            @Nullable Judge judge,
            boolean open) {
        this(
                method,
                url,
                name,
                fields,
                body,
                contentType,
                followRedirects,
                timeoutNanos,
                keepsBody,
                judge,
                open,
                Certificates.OF_RUN,
                RequestMode.WHOLE);
    }

    /** The same with more headers behind its own. */
    public Request with(List<Field> more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(more);
        return new Request(
                method,
                url,
                name,
                all,
                body,
                contentType,
                followRedirects,
                timeoutNanos,
                keepsBody,
                judge,
                open,
                certificates,
                way);
    }

    /** A header. */
    public record Field(String name, String value) {}

    /** Decides over a response, on the user's thread; its times are the wire's already. */
    @FunctionalInterface
    public interface Judge {
        /** What is wrong, for people; null when nothing is. */
        @Nullable String problem(Response response);
    }

    /** The method as it goes out; a call of gRPC is a POST. */
    public String sentMethod() {
        return way instanceof RequestMode.Called ? "POST" : method.toUpperCase(Locale.ROOT);
    }

    /** A plain GET. */
    public static Request get(String url, String name) {
        return new Request("GET", url, name, List.of(), null, "", true, 0, true, null, false);
    }
}
