package dev.throng.runner.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A server that does to each request what the test says, and keeps a log of what it read: also of requests it then
 * treats badly. One virtual thread per connection.
 */
final class TestServer implements AutoCloseable {
    /** What a test can do to a connection, once per request. */
    @FunctionalInterface
    interface Behaviour {
        void answer(Call call) throws IOException;
    }

    /** One request on its connection. @param number of all requests, from 1 */
    record Call(long number, int onConnection, String method, String target, String head, String body, Socket socket) {
        void send(String raw) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(raw.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void ok(String body) throws IOException {
            respond(200, "", body);
        }

        void respond(int status, String fields, String body) throws IOException {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            send("HTTP/1.1 " + status + " Some Words\r\n" + fields + "Content-Length: " + length + "\r\n\r\n" + body);
        }

        void close() throws IOException {
            socket.close();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong served = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final boolean keepsLines;
    private volatile Behaviour behaviour;
    private volatile int patienceMillis;
    private volatile String lastWords = "";

    private TestServer(Behaviour behaviour, boolean keepsLines, ServerSocketFactory sockets) throws IOException {
        this.behaviour = behaviour;
        this.keepsLines = keepsLines;
        listener = sockets.createServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static TestServer that(Behaviour behaviour) {
        return open(behaviour, false, ServerSocketFactory.getDefault());
    }

    /** Also keeps the lines of its log. */
    static TestServer logging(Behaviour behaviour) {
        return open(behaviour, true, ServerSocketFactory.getDefault());
    }

    static TestServer overTls(SSLContext context, Behaviour behaviour) {
        return open(behaviour, true, context.getServerSocketFactory());
    }

    private static TestServer open(Behaviour behaviour, boolean keepsLines, ServerSocketFactory sockets) {
        try {
            return new TestServer(behaviour, keepsLines, sockets);
        } catch (IOException e) {
            throw new IllegalStateException("no server socket", e);
        }
    }

    /** Speaks only to clients that show a certificate. */
    TestServer askingWhoCalls() {
        ((SSLServerSocket) listener).setNeedClientAuth(true);
        return this;
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    /** Closes connections that were idle for so long, with these words. */
    TestServer impatient(int millis, String farewell) {
        lastWords = farewell;
        patienceMillis = millis;
        return this;
    }

    URI uri() {
        String scheme = listener instanceof SSLServerSocket ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Requests read so far: the lines a log would have. */
    long served() {
        return served.get();
    }

    int connections() {
        return connections.get();
    }

    /** Request lines in the order they came. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(patienceMillis);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int onConnection = 0;
            for (String head = head(in); head != null; head = head(in)) {
                String[] line = head.substring(0, head.indexOf('\r')).split(" ");
                String body = new String(in.readNBytes(contentLength(head)), StandardCharsets.UTF_8);
                long number = served.incrementAndGet();
                if (keepsLines) {
                    lines.add(line[0] + " " + line[1]);
                }
                behaviour.answer(new Call(number, ++onConnection, line[0], line[1], head, body, socket));
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (SocketTimeoutException idle) {
            farewell(socket);
        } catch (IOException gone) {
            // The client went away, or the test closed the server.
        } finally {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void farewell(Socket socket) {
        try (socket) {
            socket.getOutputStream().write(lastWords.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // The client was faster.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int contentLength(String head) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        return 0;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException("the server socket does not close", e);
        }
        threads.shutdownNow();
    }
}
