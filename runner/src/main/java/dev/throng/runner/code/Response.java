package dev.throng.runner.code;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request. Confined to its user's thread.
 *
 * <p>Times are nanoseconds; -1 when it did not come so far.
 */
public final class Response {
    private static final byte[] NOTHING = new byte[0];

    private final Request request;
    private final int status;
    private final byte[] head;
    private final byte[] body;
    private final String url;
    private final List<Hop> hops;
    private final long responseNanos;
    private final long serviceNanos;
    private final long firstByteNanos;
    private final List<byte[]> messages;
    private @Nullable String problem;
    private @Nullable List<Request.Field> fields;

    /**
     * A response on the way.
     *
     * @param status of the redirect
     * @param url that was asked for
     * @param head status line and fields as they came
     */
    @SuppressWarnings("ArrayRecordComponent") // a copy made for the receiver alone
    public record Hop(int status, String url, byte[] head) {}

    /**
     * @param status 0 when there was no response
     * @param problem why it counts as failed; null when it does not
     */
    public Response(
            Request request,
            int status,
            byte @Nullable [] head,
            byte @Nullable [] body,
            String url,
            List<Hop> hops,
            long responseNanos,
            long serviceNanos,
            long firstByteNanos,
            @Nullable String problem) {
        this(request, status, head, body, url, hops, responseNanos, serviceNanos, firstByteNanos, problem, List.of());
    }

    /** @param messages of a call of gRPC, decompressed */
    public Response(
            Request request,
            int status,
            byte @Nullable [] head,
            byte @Nullable [] body,
            String url,
            List<Hop> hops,
            long responseNanos,
            long serviceNanos,
            long firstByteNanos,
            @Nullable String problem,
            List<byte[]> messages) {
        this.messages = messages;
        this.request = request;
        this.status = status;
        this.head = head == null ? NOTHING : head;
        this.body = body == null ? NOTHING : body;
        this.url = url;
        this.hops = hops;
        this.responseNanos = responseNanos;
        this.serviceNanos = serviceNanos;
        this.firstByteNanos = firstByteNanos;
        this.problem = problem;
    }

    public Request request() {
        return request;
    }

    /** 0 when there was no response. */
    public int status() {
        return status;
    }

    /** Why it counts as failed, for people; null when it does not. */
    public @Nullable String problem() {
        return problem;
    }

    /** Says how it is counted; of use to whoever settles it. */
    public void problem(@Nullable String why) {
        problem = why;
    }

    /** The final response's fields in their order, obsolete line folding undone. */
    public List<Request.Field> fields() {
        List<Request.Field> known = fields;
        if (known == null) {
            known = parse(head);
            fields = known;
        }
        return known;
    }

    /** The first field of this name, whatever its case. */
    public Optional<String> field(String name) {
        return fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Request.Field::value)
                .findFirst();
    }

    /** Status line and fields as they came. */
    public byte[] head() {
        return head;
    }

    /** The content, decompressed; empty unless it was to be kept. Not a copy. */
    public byte[] body() {
        return body;
    }

    /** Those of a call of gRPC, decompressed; empty unless they were to be kept. Not copies. */
    public List<byte[]> messages() {
        return messages;
    }

    /** Where the final response came from. */
    public String url() {
        return url;
    }

    /** The redirects before it, the first one first. */
    public List<Hop> hops() {
        return hops;
    }

    /** From the intended start to the last byte: what the statistics hold. */
    public long responseNanos() {
        return responseNanos;
    }

    /** From the actual send to the last byte. */
    public long serviceNanos() {
        return serviceNanos;
    }

    /** From the actual send to the first byte. */
    public long firstByteNanos() {
        return firstByteNanos;
    }

    /** Fields of a head as it came. */
    public static List<Request.Field> parse(byte[] head) {
        List<Request.Field> parsed = new ArrayList<>();
        String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            int colon = line.indexOf(':');
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                parsed.add(new Request.Field(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
            } else if (!parsed.isEmpty() && !line.isBlank()) {
                Request.Field folded = parsed.removeLast();
                parsed.add(new Request.Field(folded.name(), folded.value() + " " + line.strip()));
            }
        }
        return parsed;
    }
}
