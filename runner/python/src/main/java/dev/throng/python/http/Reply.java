package dev.throng.python.http;

import dev.throng.runner.code.Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response as Python looks at it: what it doesn't ask for is not made. Called from Python by these names.
 */
public final class Reply {
    private static final int PART = 16 * 1024;

    private final Response response;
    private final String name;
    private final String firstUrl;
    private final double started;
    private final String problem;
    private final String message;
    private final boolean beside;
    private final @Nullable Incoming incoming;
    private byte[] whole;

    /** The status; -1 when something went wrong on the wire. A field: Python looks for a method first, and then calls it. */
    public final int outcome;

    public Reply(Response response, String name, String firstUrl, double started, String problem, String message) {
        this(response, name, firstUrl, started, problem, message, false, null);
    }

    /**
     * @param beside whether the engine knows nothing of it
     * @param incoming the body, when it is still on its way
     */
    Reply(
            Response response,
            String name,
            String firstUrl,
            double started,
            String problem,
            String message,
            boolean beside,
            @Nullable Incoming incoming) {
        this.response = response;
        this.name = name;
        this.firstUrl = firstUrl;
        this.started = started;
        this.problem = problem;
        this.message = message;
        this.beside = beside;
        this.incoming = incoming;
        whole = response.body();
        outcome = problem.isEmpty() ? response.status() : -1;
    }

    public Response response() {
        return response;
    }

    /** How many requests the server has got for it. */
    public int lines() {
        return status() == 0 ? 0 : 1 + response.hops().size();
    }

    public boolean isBeside() {
        return beside;
    }

    /** What the statistics call it. */
    public String name() {
        return name;
    }

    /** 0 when there was none. */
    public int status() {
        return response.status();
    }

    /** The kind of what went wrong on the wire; empty when a response came. */
    public String problem() {
        return problem;
    }

    public String message() {
        return message;
    }

    public String reason() {
        String line = head(response.head(), false);
        int first = line.indexOf(' ');
        int second = first < 0 ? -1 : line.indexOf(' ', first + 1);
        return second < 0 ? "" : line.substring(second + 1).strip();
    }

    /** The header lines, one character per byte. */
    public String head() {
        return head(response.head(), true);
    }

    private static String head(byte[] head, boolean fields) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n");
        if (end < 0) {
            return fields ? "" : text;
        }
        return fields ? text.substring(end + 2).stripTrailing() : text.substring(0, end);
    }

    public String url() {
        return response.url();
    }

    public String first_url() {
        return firstUrl;
    }

    /** Bytes of the body; what the response says of it when it is still on its way. */
    public int length() {
        return incoming == null
                ? whole.length
                : response.field("content-length").map(Integer::parseInt).orElse(0);
    }

    /** The body, when it is still on its way; else null. */
    public @Nullable Incoming incoming() {
        return incoming;
    }

    /** Waits for what has not come yet, and holds it. Why that did not work, in the words of {@link #problem}; else empty. */
    public String complete() {
        Incoming coming = incoming;
        if (coming == null) {
            return "";
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String part = coming.read(PART, false); !part.isEmpty(); part = coming.read(PART, false)) {
            all.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
        }
        whole = all.toByteArray();
        return coming.problem();
    }

    /** Milliseconds, as counted. */
    public double millis() {
        return response.responseNanos() / 1e6;
    }

    /** Seconds of the epoch. */
    public double started() {
        return started;
    }

    /** The body, one character per byte. */
    public String latin() {
        return new String(whole, StandardCharsets.ISO_8859_1);
    }

    /** The body as text. @param encoding as the user says; null for what the response says of itself */
    public String text(@Nullable String encoding) {
        return decoded(encoding == null ? charset() : encoding);
    }

    /** JSON is UTF-8 unless the response says otherwise. */
    public String json_text() {
        String type = response.field("content-type").orElse("").toLowerCase(Locale.ROOT);
        return decoded(type.contains("charset=") ? charset() : "utf-8");
    }

    private @Nullable String charset() {
        String type = response.field("content-type").orElse("").toLowerCase(Locale.ROOT);
        int at = type.indexOf("charset=");
        if (at >= 0) {
            String rest = type.substring(at + "charset=".length());
            int end = rest.indexOf(';');
            return (end < 0 ? rest : rest.substring(0, end)).replaceAll("[\"' ]", "");
        }
        return type.contains("text") ? "iso-8859-1" : type.contains("application/json") ? "utf-8" : null;
    }

    private String decoded(@Nullable String name) {
        if (name != null) {
            try {
                return new String(whole, Charset.forName(name));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                // then what the bytes look like
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(whole))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return latin();
        }
    }

    /** The redirects before the response: status, address and location of each, one after the other. */
    public List<String> hops() {
        List<String> flat = new ArrayList<>();
        for (Response.Hop hop : response.hops()) {
            flat.add(Integer.toString(hop.status()));
            flat.add(hop.url());
            flat.add(Response.parse(hop.head()).stream()
                    .filter(field -> field.name().equalsIgnoreCase("location"))
                    .map(field -> field.value())
                    .findFirst()
                    .orElse(""));
        }
        return flat;
    }
}
