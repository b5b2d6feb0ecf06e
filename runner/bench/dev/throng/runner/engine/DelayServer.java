package dev.throng.runner.engine;

import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers each request a fixed time after it was read, on one thread that never sleeps, so that its own record of the
 * delays is the truth that load generators can be held to. Arguments: PORT DELAY-MICROSECONDS. Each line of the standard
 * input makes it print its record since the line before; it ends with the input.
 */
public final class DelayServer {
    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\nConnection: keep-alive\r\n\r\n"
                            + "{\"ok\":true}")
                    .getBytes(StandardCharsets.US_ASCII);

    private final Selector selector;
    private final long delayNanos;
    private final ArrayDeque<Due> waiting = new ArrayDeque<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
    private final ByteBuffer out = ByteBuffer.allocateDirect(ANSWER.length);
    private final LatencyHistogram took = new LatencyHistogram();
    private final AtomicInteger asked = new AtomicInteger();
    private int printed;
    private volatile boolean over;

    private record Due(SocketChannel channel, long readNanos) {}

    private DelayServer(Selector selector, long delayNanos) {
        this.selector = selector;
        this.delayNanos = delayNanos;
    }

    public static void main(String[] arguments) throws IOException {
        DelayServer server = new DelayServer(Selector.open(), Long.parseLong(arguments[1]) * 1000);
        server.listen(Integer.parseInt(arguments[0]));
        Thread.ofPlatform().daemon().start(server::hear);
        server.run();
    }

    private void hear() {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        lines.lines().forEach(line -> asked.incrementAndGet());
        over = true;
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "{\"requests\": %d, \"p50\": %.4f, \"p99\": %.4f}%n",
                took.total(),
                took.percentileMillis(50),
                took.percentileMillis(99));
        took.clear();
    }

    private void listen(int port) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    private void run() throws IOException {
        while (!over) {
            for (; printed < asked.get(); printed++) {
                print();
            }
            selector.selectNow(key -> {
                try {
                    ready(key);
                } catch (IOException gone) {
                    key.cancel();
                }
            });
            answer();
        }
    }

    private void ready(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ);
            return;
        }
        SocketChannel channel = (SocketChannel) key.channel();
        int count = channel.read(in.clear());
        if (count < 0) {
            channel.close();
        } else if (count > 0) {
            waiting.add(new Due(channel, System.nanoTime()));
        }
    }

    private void answer() throws IOException {
        for (Due first = waiting.peek(); first != null && System.nanoTime() - first.readNanos >= delayNanos; ) {
            waiting.remove();
            if (first.channel.isOpen()) {
                first.channel.write(out.clear().put(ANSWER).flip());
                took.recordNanos(System.nanoTime() - first.readNanos);
            }
            first = waiting.peek();
        }
    }
}
