package dev.throng.runner.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TargetGateTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void opensAsSoonAsTheTargetAcceptsConnections() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new TargetGate(uri(target.getLocalPort())).await(Duration.ofMinutes(1), said::add))
                    .isTrue();
        }
    }

    @Test
    void opensAnywayWhenThePatienceIsOver() throws Exception {
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(new TargetGate(uri(silent.getLocalPort())).await(Duration.ofMillis(1), said::add))
                    .isFalse();
        }
    }

    @Test
    void saysWhatItWaitsForAndWhyUntilItDoesNot() throws Exception {
        int port = closedPort();
        TargetGate gate = new TargetGate(URI.create("http://user:secret@127.0.0.1:" + port + "/api"))
                .opening(Duration.ofMinutes(1), said::add);
        String awaited = "the target http://127.0.0.1:" + port + ": connection refused";
        Awaitility.await().until(() -> gate.get().equals(Optional.of(awaited)));
        try (ServerSocket target = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Awaitility.await("the target on " + target.getLocalPort())
                    .until(() -> gate.get().isEmpty());
        }
        assertThat(said).containsExactly("waiting for " + awaited);
    }

    @Test
    void aHostThatNobodyKnowsIsNoBug() throws Exception {
        TargetGate gate = new TargetGate(URI.create("http://nowhere.invalid:80"));
        assertThat(gate.await(Duration.ofNanos(1), said::add)).isFalse();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
