package dev.throng.runner.http.io;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Which poller the loops of this process use, and why. Chosen once at start: the Linux path where it works, the portable
 * one otherwise.
 *
 * @param name {@code epoll} or {@code selector}
 * @param reason why not the faster one; empty when it is the faster one or was asked for
 */
public record Pollers(String name, String reason, Supplier<Poller> factory) {
    /** The system property that asks for one of them: {@code auto} (default), {@code epoll}, {@code selector}. */
    public static final String PROPERTY = "throng.poller";

    public static Pollers choose() {
        return switch (System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT)) {
            case "selector" -> selector("");
            case "epoll" -> new Pollers("epoll", "", EpollPoller::new);
            default -> best();
        };
    }

    /** The portable one. */
    public static Pollers selector(String reason) {
        return new Pollers("selector", reason, SelectorPoller::new);
    }

    private static Pollers best() {
        // Linux's own class must not even be initialised elsewhere: its symbols do not exist there.
        List<String> problems = Platform.problems();
        if (!problems.isEmpty()) {
            return selector(String.join(", ", problems));
        }
        try (Poller trial = new EpollPoller()) {
            trial.await(System.nanoTime(), now -> {});
            return new Pollers("epoll", "", EpollPoller::new);
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return selector("system calls are not available: " + cause.getMessage());
        }
    }

    public Poller open() {
        return factory.get();
    }
}
