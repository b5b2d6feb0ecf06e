package dev.throng.runner.ci;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * On loopback: the API of a forge and its releases, with the answers that a test gives, and remembering what it was told; and
 * beside it the API under test, which works or fails as the test wants.
 */
final class Forge implements AutoCloseable {
    private static final String TARGET = "/items";

    /** A request that changed something. */
    record Told(String method, String path, String body) {}

    final List<Told> told = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean failing;

    private Forge(HttpServer server) {
        this.server = server;
    }

    static Forge start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Forge forge = new Forge(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", forge::answer);
        server.start();
        return forge;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether the API under test answers with errors. */
    void fails(boolean now) {
        failing = now;
    }

    /** @param path without its query */
    void has(String path, byte[] answer) {
        answers.put(path, answer);
    }

    void has(String path, String answer) {
        has(path, answer.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals(TARGET)) {
                send(exchange, failing ? 500 : 200, "[]".getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                told.add(new Told(exchange.getRequestMethod(), path, new String(body, StandardCharsets.UTF_8)));
                send(exchange, 201, "{}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            Optional<byte[]> answer = Optional.ofNullable(answers.get(path));
            send(exchange, answer.isPresent() ? 200 : 404, answer.orElseGet(() -> new byte[0]));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
