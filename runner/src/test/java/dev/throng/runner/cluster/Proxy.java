package dev.throng.runner.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire to a port that can be cut (bytes vanish, nobody is told), held (bytes come late, after those of newer connections:
 * what a master sees of messages that were repeated and reordered), broken, and made slow.
 */
final class Proxy implements AutoCloseable {
    private final ServerSocket socket;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean held;
    private volatile long delayMillis;

    Proxy(String host, int target) throws IOException {
        socket = new ServerSocket(0, 64, InetAddress.getByName(host));
        this.target = target;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String address() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    void cut() {
        cut = true;
    }

    /** Connections from before have lost bytes and are of no use; they end. */
    void mend() {
        cut = false;
    }

    void hold() {
        held = true;
    }

    void release() {
        held = false;
    }

    /** All connections end in the middle of whatever they carry. */
    void breakAll() {
        open.forEach(Proxy::close);
    }

    void delay(long millis) {
        delayMillis = millis;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = socket.accept();
                Thread.ofVirtual().start(() -> connect(near));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(near);
            open.add(far);
            Thread.ofVirtual().start(() -> pump(near, far));
            Thread.ofVirtual().start(() -> pump(far, near));
        } catch (IOException refused) {
            close(near);
        }
    }

    private void pump(Socket from, Socket to) {
        boolean holed = false;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16_384];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                Thread.sleep(delayMillis);
                while (held && !from.isClosed()) {
                    Thread.sleep(10);
                }
                if (holed && !cut) {
                    break;
                }
                holed |= cut;
                if (!holed) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException | InterruptedException gone) {
            // both ends are told
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // fine
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
