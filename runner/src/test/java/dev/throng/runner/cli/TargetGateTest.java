package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TargetGateTest {

    @Test
    void opensAsSoonAsTheTargetAcceptsConnections() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new TargetGate(uri(target.getLocalPort())).await(Duration.ofMinutes(1)))
                    .isTrue();
        }
    }

    @Test
    void opensAnywayWhenThePatienceIsOver() throws Exception {
        assertThat(new TargetGate(uri(closedPort())).await(Duration.ofMillis(1)))
                .isFalse();
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
