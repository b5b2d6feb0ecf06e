package dev.throng.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** An API server in whose cluster there is nothing: every list is empty, and no watch ever tells anything. It
 * knows no web sockets, so that clients watch by plain HTTP. */
final class EmptyCluster implements AutoCloseable {
    private static final byte[] LIST = """
            {"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":"1"},"items":[]}
            """.getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);

    private EmptyCluster(HttpServer server) {
        this.server = server;
    }

    static EmptyCluster start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        EmptyCluster cluster = new EmptyCluster(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", cluster::answer);
        server.start();
        return cluster;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, -1);
            exchange.close();
        } else if (query.contains("watch=true")) {
            hold(exchange);
        } else {
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, LIST.length);
            exchange.getResponseBody().write(LIST);
            exchange.close();
        }
    }

    private void hold(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
        exchange.getResponseBody().flush();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
