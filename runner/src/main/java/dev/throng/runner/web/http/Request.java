package dev.throng.runner.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, as those who answer it see it. */
public record Request(String method, String path, Fields query, HttpExchange exchange) {
    private static final int MOST_BODY_BYTES = 64 * 1024;

    static Request of(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Fields.parse(query == null ? "" : query),
                exchange);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /**
     * The body's form fields.
     *
     * @throws Refused when the body is larger than a form of ours can be
     */
    public Fields form() throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            throw new Refused(413, "The form is larger than " + MOST_BODY_BYTES + " bytes");
        }
        return Fields.parse(new String(body, StandardCharsets.UTF_8));
    }

    public Optional<String> cookie(String name) {
        for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            for (String pair : header.split(";")) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(name)) {
                    return Optional.of(parts[1]);
                }
            }
        }
        return Optional.empty();
    }

    /** Names and values of a query or form; the first of several with one name holds. */
    public record Fields(Map<String, List<String>> byName) {
        static Fields parse(String encoded) {
            Map<String, List<String>> byName = new LinkedHashMap<>();
            for (String pair : encoded.split("&")) {
                String[] parts = pair.split("=", 2);
                if (!parts[0].isEmpty()) {
                    byName.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                            .add(parts.length == 2 ? decode(parts[1]) : "");
                }
            }
            return new Fields(byName);
        }

        /** Empty when it is absent or has nothing in it. */
        public Optional<String> get(String name) {
            return byName.getOrDefault(name, List.of()).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty());
        }

        /** All with this name, in their order. */
        public List<String> all(String name) {
            return byName.getOrDefault(name, List.of());
        }

        private static String decode(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new Refused(400, "Not a form: " + e.getMessage());
            }
        }
    }
}
