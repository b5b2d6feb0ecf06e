package dev.throng.runner.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/**
 * Waits for a target that comes up together with the run, as when one command creates both in a cluster. A target that does
 * not come is the run's business to report.
 */
final class TargetGate {
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final InetSocketAddress unresolved;

    TargetGate(URI target) {
        int usual = "https".equals(target.getScheme()) ? 443 : 80;
        this.unresolved =
                InetSocketAddress.createUnresolved(target.getHost(), target.getPort() < 0 ? usual : target.getPort());
    }

    /** Returns as soon as the target accepts a connection, or when the patience is over; says whether it did. */
    boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!accepts()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(unresolved.getHostString(), unresolved.getPort()), (int) ATTEMPT.toMillis());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
