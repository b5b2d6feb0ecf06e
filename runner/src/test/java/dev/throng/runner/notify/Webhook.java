package dev.throng.runner.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A receiver on this machine that answers as it is told, and keeps what it was sent. */
public final class Webhook implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What it was sent, in order. */
    public final List<Received> received = new CopyOnWriteArrayList<>();

    /** @param id of the event, by CloudEvents' header; {@code null} in words when there is none */
    public record Received(String path, String body, String id) {}

    /** How it deals with one request. */
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    public Webhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/", this::take);
        server.start();
    }

    /** With something in its path that nobody may see. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/T0/B0/s3cr3t";
    }

    /** The following requests are answered like this, and those after them with 200. */
    public Webhook then(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
        return this;
    }

    public static Behaviour status(int code, String... header) {
        return exchange -> {
            if (header.length > 0) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
        };
    }

    /** Says nothing until the test is over. */
    public Behaviour silence() {
        return _ -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestURI().getPath(),
                body,
                String.valueOf(exchange.getRequestHeaders().getFirst("ce-id"))));
        Behaviour behaviour = next.poll();
        (behaviour == null ? status(200) : behaviour).answer(exchange);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
