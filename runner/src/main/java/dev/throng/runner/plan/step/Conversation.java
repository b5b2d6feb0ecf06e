package dev.throng.runner.plan.step;

import dev.throng.runner.script.Template;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What steps of WebSockets are made of. */
public final class Conversation {
    /** The field of the handshake with the key. */
    public static final String KEY = "Sec-WebSocket-Key";

    private static final int KEY_BYTES = 16;

    private Conversation() {}

    /** How the handshake asks: RFC 6455 §4.1. @param protocols that are offered @param compress whether compression is */
    public static Map<String, String> headers(List<String> protocols, boolean compress) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Connection", "Upgrade");
        headers.put("Upgrade", "websocket");
        headers.put("Sec-WebSocket-Version", "13");
        if (!protocols.isEmpty()) {
            headers.put("Sec-WebSocket-Protocol", String.join(", ", protocols));
        }
        if (compress) {
            headers.put(
                    "Sec-WebSocket-Extensions",
                    "permessage-deflate; client_no_context_takeover; server_no_context_takeover");
        }
        return headers;
    }

    /** The handshake's key, another one each time: sixteen bytes in base64. */
    public static String key(RandomGenerator random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /**
     * How a WebSocket is opened.
     *
     * @param socket what the user calls it
     * @param protocols that are offered
     * @param compress whether compression is
     */
    public record Opening(String socket, List<String> protocols, boolean compress, Figures figures) {}

    /**
     * What is measured is called so.
     *
     * @param session from open to closed
     * @param sent messages that were sent
     * @param received messages that came
     */
    public record Figures(String session, String sent, String received) {
        public static Figures of(String whose) {
            return new Figures(whose + " session", whose + " messages sent", whose + " messages received");
        }

        public List<String> all() {
            return List.of(session, sent, received);
        }
    }

    /**
     * A message that is sent.
     *
     * @param intervalNanos between two of them; 0 when it is sent once
     * @param periodNanos how long it is sent so
     */
    public record Message(boolean text, Template content, long intervalNanos, long periodNanos) {
        public boolean isRepeated() {
            return intervalNanos > 0;
        }
    }

    /** How long so many messages are waited for that are as expected. */
    public record Patience(long withinNanos, int count) {}
}
