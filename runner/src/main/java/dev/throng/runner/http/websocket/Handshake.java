package dev.throng.runner.http.websocket;

import dev.throng.runner.http.response.ResponseParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server has answered to a request for a WebSocket: RFC 6455 §4.1.
 *
 * @param problem what it must not have answered; empty when all is well
 * @param protocol that it has chosen; empty when none
 * @param compressed whether messages may be compressed
 * @param serverKeepsContext whether it packs them with what came before
 */
public record Handshake(String problem, String protocol, boolean compressed, boolean serverKeepsContext) {
    /** What is offered when messages may be compressed: each by itself, so that connections need not remember anything. */
    public static final String OFFER = "permessage-deflate; client_no_context_takeover; server_no_context_takeover";

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String EXTENSION = "permessage-deflate";
    private static final String OWN_CONTEXT = "server_no_context_takeover";
    private static final int MOST_WINDOW_BITS = 15;
    private static final int LEAST_WINDOW_BITS = 8;

    /**
     * @param key as it was sent
     * @param protocols that were offered
     * @param offered whether compression was
     */
    public static Handshake of(ResponseParser response, String key, List<String> protocols, boolean offered) {
        String extension =
                String.join(",", response.headers("sec-websocket-extensions")).strip();
        String protocol = one(response, "sec-websocket-protocol");
        return new Handshake(
                problem(response, key, protocols, protocol, extension, offered),
                protocol,
                !extension.isEmpty(),
                !words(extension).contains(OWN_CONTEXT));
    }

    private static String problem(
            ResponseParser response,
            String key,
            List<String> protocols,
            String protocol,
            String extension,
            boolean offered) {
        if (!one(response, "upgrade").equalsIgnoreCase("websocket")) {
            return "the answer to the handshake is no WebSocket: Upgrade is not websocket";
        }
        boolean upgrades = response.headers("connection").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .anyMatch(word -> word.strip().equalsIgnoreCase("upgrade"));
        if (!upgrades) {
            return "the answer to the handshake is no WebSocket: Connection is not Upgrade";
        }
        if (!one(response, "sec-websocket-accept").equals(accept(key))) {
            return "the answer to the handshake has a wrong Sec-WebSocket-Accept";
        }
        if (!protocol.isEmpty() && !protocols.contains(protocol)) {
            return "the server has chosen a subprotocol that was not offered";
        }
        return extension.isEmpty() || offered && isAgreeable(extension)
                ? ""
                : "the server has chosen an extension that was not offered";
    }

    private static String one(ResponseParser response, String name) {
        String value = response.header(name);
        return value == null ? "" : value.strip();
    }

    /** What the server must answer to a key. */
    public static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-1", missing);
        }
    }

    private static List<String> words(String extension) {
        return Arrays.stream(extension.split(";"))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** RFC 7692 §7.1: nothing that this end would have to heed, but the server's own window. */
    private static boolean isAgreeable(String extension) {
        List<String> words = words(extension);
        return words.getFirst().equals(EXTENSION)
                && words.stream().distinct().count() == words.size()
                && words.stream().skip(1).allMatch(Handshake::isAgreeableParameter);
    }

    private static boolean isAgreeableParameter(String word) {
        return word.equals(OWN_CONTEXT)
                || word.equals("client_no_context_takeover")
                || word.startsWith("server_max_window_bits=") && isWindow(word.substring(word.indexOf('=') + 1));
    }

    private static @Nullable Integer number(String digits) {
        String bare = digits.replace("\"", "");
        return bare.matches("[0-9]{1,2}") ? Integer.valueOf(bare) : null;
    }

    private static boolean isWindow(String digits) {
        Integer bits = number(digits);
        return bits != null && bits >= LEAST_WINDOW_BITS && bits <= MOST_WINDOW_BITS;
    }
}
