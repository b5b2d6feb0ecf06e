package dev.throng.runner.cluster;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** An HTTP server that keeps count, by the worker that says its name in a header, of requests that came whole. */
final class CountingServer implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();

    CountingServer() throws IOException {
        this("127.0.0.1");
    }

    CountingServer(String host) throws IOException {
        socket = new ServerSocket(0, 1024, InetAddress.getByName(host));
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String url() {
        return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    Map<String, Long> requests() {
        Map<String, Long> counts = new TreeMap<>();
        requests.forEach((worker, count) -> counts.put(worker, count.sum()));
        return counts;
    }

    long total() {
        return requests.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String worker = "";
            String line = line(in);
            while (line != null) {
                if (line.regionMatches(true, 0, "x-worker: ", 0, 10)) {
                    worker = line.substring(10);
                } else if (line.isEmpty()) {
                    requests.computeIfAbsent(worker, unused -> new LongAdder()).increment();
                    connection.getOutputStream().write(ANSWER);
                }
                line = line(in);
            }
        } catch (IOException gone) {
            // a killed worker's connection
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
