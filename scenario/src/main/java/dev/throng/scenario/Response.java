package dev.throng.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a request. Confined to the user's thread.
 *
 * <pre>{@code
 * Response login = client.post("/login", json(Map.of("name", "ann")));
 * if (login.ok()) client.headers().put("Authorization", "Bearer " + login.json("$.token").asText());
 * }</pre>
 */
public interface Response {
    /** Whether it counts as a success. */
    boolean ok();

    /** Why it failed, for people; empty when it did not. */
    Optional<String> problem();

    /** 0 when there was no response. */
    int status();

    /** The first header of this name, whatever its case. */
    Optional<String> header(String name);

    /** All headers, by their names in lower case, each with its values in order. */
    Map<String, List<String>> headers();

    /** The value of a cookie that this response sets; {@link Client#cookies} has those of the user. */
    default Optional<String> cookie(String name) {
        return headers().getOrDefault("set-cookie", List.of()).stream()
                .map(cookie -> cookie.split(";", 2)[0].strip())
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /** The content, decompressed; empty when there is none. */
    byte[] bytes();

    /** The content as text, by the charset of its content type, else UTF-8. */
    String text();

    /**
     * What a JSONPath (RFC 9535) finds in the content first; {@linkplain Json#isMissing missing} when nothing, or when the
     * content is no JSON.
     */
    Json json(String path);

    /** The whole content as JSON. */
    default Json json() {
        return json("$");
    }

    /** From the intended start to the last byte: what the statistics hold. */
    Duration duration();

    /** From the send to the first byte; zero when there was no response. */
    Duration timeToFirstByte();

    /** The URL that the response came from, after redirects. */
    String url();

    /** The redirects before it: status and URL that was asked for. */
    List<Redirect> redirects();

    /** A redirect that was followed. */
    record Redirect(int status, String url) {}
}
