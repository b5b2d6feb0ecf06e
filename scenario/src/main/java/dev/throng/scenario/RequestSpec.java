package dev.throng.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request in the making, as {@link RequestOption options} shape it. Confined to the thread that makes it.
 *
 * <pre>{@code
 * RequestOption traced = request -> request.header("X-Trace", UUID.randomUUID().toString());
 * }</pre>
 */
public final class RequestSpec {
    private final String method;
    private String url;
    private @Nullable String name;
    private List<Header> headers = List.of();
    private List<Field> fields = List.of();
    private List<Part> files = List.of();
    private byte @Nullable [] body;
    private String contentType = "";
    private boolean hasJson;
    private @Nullable Object json;
    private @Nullable Duration timeout;
    private boolean followsRedirects = true;
    private @Nullable Events events;
    private List<?> messages = List.of();
    private @Nullable Duration deadline;
    private @Nullable Duration every;
    private boolean awaitsAnswers;
    private List<GrpcStatus> grpcStatuses = List.of();
    private List<String> protocols = List.of();
    private boolean compressed;
    private @Nullable Duration within;
    private @Nullable Duration maxDuration;
    private int @Nullable [] statuses;
    private List<Function<Response, @Nullable String>> checks = List.of();

    /** A header. */
    public record Header(String name, String value) {}

    /** A form's field. */
    public record Field(String name, String value) {}

    /** A form's file. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not shared
    public record Part(String field, String fileName, String contentType, byte[] content) {}

    /** @param url absolute, or a path below the target's base URL */
    public RequestSpec(String method, String url, RequestOption... options) {
        this.method = method;
        this.url = url;
        for (RequestOption option : options) {
            option.to(this);
        }
    }

    public void name(String text) {
        name = text;
    }

    public void query(String field, String value) {
        if (name == null) {
            name = url;
        }
        url = url + (url.indexOf('?') < 0 ? '?' : '&') + encoded(field) + "=" + encoded(value);
    }

    public void header(String field, String value) {
        headers = added(headers, new Header(field, value));
    }

    public void field(String field, String value) {
        fields = added(fields, new Field(field, value));
    }

    public void file(String field, String fileName, String type, byte[] content) {
        files = added(files, new Part(field, fileName, type, content));
    }

    public void json(@Nullable Object value) {
        hasJson = true;
        json = value;
        body = null;
    }

    public void body(byte[] bytes, String type) {
        hasJson = false;
        body = bytes;
        contentType = type;
    }

    public void stream(InputStream stream) {
        try (stream) {
            body(stream.readAllBytes(), "application/octet-stream");
        } catch (IOException e) {
            throw new UncheckedIOException("the request's body cannot be read", e);
        }
    }

    /** The response comes bit by bit. */
    public void events(Events what) {
        events = what;
    }

    /**
     * Of a call of gRPC: what it sends.
     *
     * @param all each a map, list or record, which are written as JSON; a text, which is JSON already; an object of a class that protoc has
     *     generated; or the bytes of one
     */
    public void messages(List<?> all) {
        messages = List.copyOf(all);
    }

    /** Of a call of gRPC: it ends with DEADLINE_EXCEEDED then, and the server is told. */
    public void deadline(Duration limit) {
        deadline = positive("deadline", limit);
    }

    /** Of a call of gRPC: one message after the other, so far apart. */
    public void every(Duration interval) {
        every = positive("every", interval);
    }

    /** Of a call of gRPC: each message when the answer to the one before has come. */
    public void awaitAnswers() {
        awaitsAnswers = true;
    }

    /** Of a call of gRPC. */
    public void expectGrpcStatus(GrpcStatus... statuses) {
        grpcStatuses = List.of(statuses);
    }

    private static Duration positive(String word, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(word + "(" + time + "): must be above 0");
        }
        return time;
    }

    /** Of a WebSocket's handshake: subprotocols that are offered. */
    public void protocols(String... names) {
        protocols = List.of(names);
    }

    /** Compression is offered, of a WebSocket's handshake; or used, of a call of gRPC. */
    public void compressed() {
        compressed = true;
    }

    /** Of a WebSocket's message: an answer is waited for. */
    public void within(Duration limit) {
        within = positive("within", limit);
    }

    public void maxDuration(Duration limit) {
        maxDuration = limit;
    }

    public void timeout(Duration limit) {
        timeout = limit;
    }

    public void followRedirects(boolean follow) {
        followsRedirects = follow;
    }

    public void expectStatus(int... codes) {
        statuses = codes.clone();
    }

    /** @param check says what is wrong, null when nothing is */
    public void expect(Function<Response, @Nullable String> check) {
        checks = added(checks, check);
    }

    private static <T> List<T> added(List<T> list, T one) {
        List<T> longer = list.isEmpty() ? new ArrayList<>(4) : list;
        longer.add(one);
        return longer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public String method() {
        return method;
    }

    public String url() {
        return url;
    }

    /** The name given, or the URL as it was written. */
    public String name() {
        String given = name;
        return given == null ? url : given;
    }

    public List<Header> headers() {
        return headers;
    }

    public List<Field> fields() {
        return fields;
    }

    public List<Part> files() {
        return files;
    }

    public byte @Nullable [] body() {
        return body;
    }

    /** Of {@link #body}. */
    public String contentType() {
        return contentType;
    }

    public boolean hasJson() {
        return hasJson;
    }

    public @Nullable Object json() {
        return json;
    }

    public @Nullable Duration timeout() {
        return timeout;
    }

    /** What the response is made of; null when it is read once it is whole. */
    public @Nullable Events events() {
        return events;
    }

    /** Those of a call of gRPC; empty for one without fields. */
    public List<?> messages() {
        return messages;
    }

    public @Nullable Duration deadline() {
        return deadline;
    }

    /** From one message to the next; null when they are sent at once. */
    public @Nullable Duration every() {
        return every;
    }

    public boolean awaitsAnswers() {
        return awaitsAnswers;
    }

    /** Empty for OK alone. */
    public List<GrpcStatus> grpcStatuses() {
        return grpcStatuses;
    }

    public List<String> protocols() {
        return protocols;
    }

    public boolean isCompressed() {
        return compressed;
    }

    /** How long an answer to a message is waited for; null when none is. */
    public @Nullable Duration within() {
        return within;
    }

    public boolean followsRedirects() {
        return followsRedirects;
    }

    /** Null for any below 400. */
    public int @Nullable [] statuses() {
        return statuses == null ? null : statuses.clone();
    }

    public boolean hasChecks() {
        return statuses != null || !checks.isEmpty() || maxDuration != null;
    }

    /** What is wrong with a response, by status and checks; null when nothing is. */
    public @Nullable String problem(Response response) {
        int[] codes = statuses;
        if (codes == null ? response.status() >= 400 : !contains(codes, response.status())) {
            return "status " + response.status() + ", expected " + (codes == null ? "below 400" : words(codes));
        }
        return unlike(response);
    }

    /** The limit that it took longer than; null when it did not. */
    public @Nullable Duration exceeded(Response response) {
        Duration limit = maxDuration;
        return limit == null || response.duration().compareTo(limit) <= 0 ? null : limit;
    }

    /** What is wrong with its content and headers; null when nothing is. */
    public @Nullable String unlike(Response response) {
        for (Function<Response, @Nullable String> check : checks) {
            String problem = check.apply(response);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static boolean contains(int[] codes, int status) {
        for (int code : codes) {
            if (code == status) {
                return true;
            }
        }
        return false;
    }

    private static String words(int[] codes) {
        StringBuilder words = new StringBuilder();
        for (int code : codes) {
            words.append(words.isEmpty() ? "" : " or ").append(code);
        }
        return words.toString();
    }
}
