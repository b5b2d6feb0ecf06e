package dev.throng.runner.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that speaks HTTP/2 without TLS, frame by frame, and does to each request what the test says. It understands what it has to
 * only: when a stream ends, and how many bytes came. One virtual thread per connection.
 */
final class Http2TestServer implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    /** {@code :status: 200}, from the static table. */
    static final byte[] OK = {(byte) 0x88};

    /** What a test does to each request. */
    @FunctionalInterface
    interface Behaviour {
        void answer(Call call) throws IOException;
    }

    /**
     * A request that has come as a whole.
     *
     * @param onConnection from 1
     * @param bytes of its body
     */
    record Call(int stream, int onConnection, long bytes, Socket socket, OutputStream out) {
        void frame(int type, int flags, int id, byte... payload) throws IOException {
            out.write(bytesOf(type, flags, id, payload));
            out.flush();
        }

        void head(byte... block) throws IOException {
            frame(HEADERS, END_HEADERS, stream, block);
        }

        void ok(String body) throws IOException {
            head(OK);
            frame(DATA, END_STREAM, stream, body.getBytes(StandardCharsets.UTF_8));
        }

        void reset(int code) throws IOException {
            frame(RST_STREAM, 0, stream, number(code));
        }

        void goAway(int last, int code) throws IOException {
            frame(GOAWAY, 0, 0, join(number(last), number(code)));
        }
    }

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final byte[] settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong served = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private volatile boolean deaf;

    /** @param settings payload of its first frame */
    Http2TestServer(byte[] settings, Behaviour behaviour) {
        try {
            this.settings = settings;
            this.behaviour = behaviour;
            listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
            threads.execute(this::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Http2TestServer that(Behaviour behaviour) {
        return new Http2TestServer(new byte[0], behaviour);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Requests that came as a whole. */
    long served() {
        return served.get();
    }

    /** Answers no PING. */
    Http2TestServer deaf() {
        deaf = true;
        return this;
    }

    /** How often it was asked whether it is alive. */
    int pings() {
        return pings.get();
    }

    int connections() {
        return connections.get();
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
        try (socket) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = socket.getOutputStream();
            in.readFully(new byte["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length()]);
            out.write(bytesOf(SETTINGS, 0, 0, settings));
            Map<Integer, Long> bodies = new HashMap<>();
            int requests = 0;
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = new byte[length];
                in.readFully(payload);
                if (type == PING && (flags & ACK) == 0) {
                    pings.incrementAndGet();
                    if (!deaf) {
                        out.write(bytesOf(PING, ACK, 0, payload));
                    }
                } else if (type == SETTINGS && (flags & ACK) == 0) {
                    out.write(bytesOf(SETTINGS, ACK, 0));
                } else if (type == DATA) {
                    bodies.merge(stream, (long) length, Long::sum);
                    byte[] more = number(Math.max(1, length));
                    out.write(bytesOf(WINDOW_UPDATE, 0, 0, more));
                }
                if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                    served.incrementAndGet();
                    long bytes = bodies.getOrDefault(stream, 0L);
                    behaviour.answer(new Call(stream, ++requests, bytes, socket, out));
                }
            }
        } catch (IOException gone) {
            // The client went away, or the test closed the connection.
        }
    }

    /** A literal field that nobody is to remember. */
    static byte[] field(String name, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        text(out, name);
        text(out, value);
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        int length = text.length();
        if (length < 127) {
            out.write(length);
        } else {
            out.write(127);
            int rest = length - 127;
            while (rest >= 128) {
                out.write(rest & 127 | 128);
                rest >>= 7;
            }
            out.write(rest);
        }
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] number(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    static byte[] setting(int name, int value) {
        return ByteBuffer.allocate(6).putShort((short) name).putInt(value).array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] bytesOf(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
