package dev.throng.runner.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A TLS server on the loopback that sends back what it gets until it gets {@code bye}; tells what was negotiated.
 */
final class TlsServer implements AutoCloseable {
    /** One accepted connection. */
    record Negotiated(String protocol, String application, String serverNames) {}

    final BlockingQueue<Negotiated> connections = new LinkedBlockingQueue<>();
    private final SSLServerSocket socket;

    TlsServer(SSLContext context, String... protocols) throws IOException {
        socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        socket.setSSLParameters(parameters);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                SSLSocket connection = (SSLSocket) socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SSLSocket connection) {
        try (connection) {
            connection.startHandshake();
            ExtendedSSLSession session = (ExtendedSSLSession) connection.getSession();
            connections.add(new Negotiated(
                    session.getProtocol(),
                    connection.getApplicationProtocol(),
                    session.getRequestedServerNames().toString()));
            echo(connection);
        } catch (IOException refusedByClient) {
            // That is what some tests are about; the client tells why.
        }
    }

    private static void echo(SSLSocket connection) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        InputStream in = connection.getInputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            connection.getOutputStream().write(buffer, 0, count);
            if (count >= 3 && buffer[count - 3] == 'b' && buffer[count - 2] == 'y' && buffer[count - 1] == 'e') {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
