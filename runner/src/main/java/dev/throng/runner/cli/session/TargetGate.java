package dev.throng.runner.cli.session;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits for a target that comes up together with the run, as when one command creates both in a cluster. A target that does
 * not come is the run's business to report. Safe for all threads.
 */
public final class TargetGate implements Supplier<Optional<String>> {
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final URI target;
    private final InetSocketAddress unresolved;
    private volatile Optional<String> waiting;

    public TargetGate(URI target) {
        int usual = "https".equals(target.getScheme()) ? 443 : 80;
        this.target = target;
        this.unresolved =
                InetSocketAddress.createUnresolved(target.getHost(), target.getPort() < 0 ? usual : target.getPort());
        this.waiting = Optional.of("the target " + name());
    }

    /** Asks beside what else goes on, on a thread of its own, until the target accepts a connection or the patience is over. */
    public TargetGate opening(Duration patience, Consumer<String> say) {
        Thread.ofVirtual().name("throng-target").start(() -> open(patience, say));
        return this;
    }

    private void open(Duration patience, Consumer<String> say) {
        try {
            if (!await(patience, say)) {
                say.accept("the target accepts no connections; starting all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting = Optional.empty();
        }
    }

    /** What is waited for and why; empty when nothing is any more. */
    @Override
    public Optional<String> get() {
        return waiting;
    }

    /**
     * Returns as soon as the target accepts a connection, or when the patience is over; says whether it did. Each reason is
     * told once: a Service without pods refuses now and is silent then.
     */
    public boolean await(Duration patience, Consumer<String> say) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Set<String> said = new HashSet<>();
        for (Optional<String> why = refusal(); why.isPresent(); why = refusal()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            String now = "the target " + name() + ": " + why.get();
            waiting = Optional.of(now);
            if (said.add(now)) {
                say.accept("waiting for " + now);
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }

    /** Without credentials. */
    private String name() {
        return target.getScheme() + "://" + unresolved.getHostString() + ":" + unresolved.getPort();
    }

    /** Why it accepts no connection; empty if it does. */
    private Optional<String> refusal() {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(unresolved.getHostString(), unresolved.getPort()), (int) ATTEMPT.toMillis());
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("host unknown");
        } catch (SocketTimeoutException e) {
            return Optional.of("no answer");
        } catch (ConnectException e) {
            return Optional.of("connection refused");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
