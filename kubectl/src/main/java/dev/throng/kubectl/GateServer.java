package dev.throng.kubectl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The door: lets in who knows the token, and says in the log what was asked and answered. */
record GateServer(HttpServer http) implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST = 65_536;

    static GateServer start(InetSocketAddress at, Gate gate, byte[] token, Consumer<String> log) throws IOException {
        HttpServer http = HttpServer.create(at, 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", exchange -> answer(exchange, new Gate.Answer(404, "there is only POST /run")));
        http.createContext("/healthz", exchange -> answer(exchange, new Gate.Answer(200, "ok")));
        http.createContext("/run", exchange -> {
            Gate.Answer answer = asked(exchange, gate, token);
            log.accept(answer.status() + " " + answer.sentence());
            answer(exchange, answer);
        });
        http.start();
        return new GateServer(http);
    }

    int port() {
        return http.getAddress().getPort();
    }

    private static Gate.Answer asked(HttpExchange exchange, Gate gate, byte[] token) throws IOException {
        if (!knows(exchange.getRequestHeaders().getFirst("Authorization"), token)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            return new Gate.Answer(HttpURLConnection.HTTP_UNAUTHORIZED, "the token is missing or another one");
        }
        if (!"POST".equals(exchange.getRequestMethod())) {
            return new Gate.Answer(HttpURLConnection.HTTP_BAD_METHOD, "POST asks");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
        try {
            Gate.@Nullable Question question = JSON.readValue(body, Gate.Question.class);
            return question == null
                    ? new Gate.Answer(HttpURLConnection.HTTP_BAD_REQUEST, "not a question: null")
                    : gate.ask(question);
        } catch (JsonProcessingException e) {
            return new Gate.Answer(HttpURLConnection.HTTP_BAD_REQUEST, "not a question: " + e.getOriginalMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Gate.Answer(HttpURLConnection.HTTP_UNAVAILABLE, "the gate ends");
        }
    }

    private static boolean knows(@Nullable String authorization, byte[] token) {
        return Optional.ofNullable(authorization)
                .flatMap(GateServer::secret)
                .filter(secret -> MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), token))
                .isPresent();
    }

    private static Optional<String> secret(String authorization) {
        if (authorization.startsWith("Bearer ")) {
            return Optional.of(authorization.substring("Bearer ".length()).strip());
        }
        if (!authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring("Basic ".length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            return Optional.of(text.substring(text.indexOf(':') + 1));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static void answer(HttpExchange exchange, Gate.Answer answer) throws IOException {
        byte[] body = answer.sentence().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
