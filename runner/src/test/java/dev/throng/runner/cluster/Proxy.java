package dev.throng.runner.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A wire to a port that can be cut (bytes vanish, nobody is told) and made slow. */
final class Proxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final int target;
    private volatile boolean cut;
    private volatile long delayMillis;

    Proxy(int target) throws IOException {
        this.target = target;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    void cut() {
        cut = true;
    }

    /** Connections from before have lost bytes and are of no use; they end. */
    void mend() {
        cut = false;
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
