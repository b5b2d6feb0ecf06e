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
 * @param clock who says when bytes arrived
 */
public record Pollers(String name, String reason, ArrivalClock clock, Supplier<Poller> factory) {
    /** The system property that asks for one of them: {@code auto} (default), {@code epoll}, {@code selector}. */
    public static final String PROPERTY = "throng.poller";

    public static Pollers choose() {
        return switch (System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT)) {
            case "selector" -> selector("");
            case "epoll" -> epoll();
            default -> best();
        };
    }

    /** The portable one. */
    public static Pollers selector(String reason) {
        return new Pollers("selector", reason, ArrivalClock.PROCESS, SelectorPoller::new);
    }

    private static Pollers best() {
        // Linux's own class must not even be initialised elsewhere: its symbols do not exist there.
        List<String> problems = Platform.problems();
        if (!problems.isEmpty()) {
            return selector(String.join(", ", problems));
        }
        try (Poller trial = new EpollPoller()) {
            trial.await(System.nanoTime(), now -> {});
            return epoll();
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return selector("system calls are not available: " + cause.getMessage());
        }
    }

    private static Pollers epoll() {
        ArrivalClock clock =
                ArrivalClock.wantsKernel() && EpollPoller.hasStamps() ? ArrivalClock.KERNEL : ArrivalClock.PROCESS;
        return epoll(clock);
    }

    /** Linux' own, with a clock that is known to work. */
    public static Pollers epoll(ArrivalClock clock) {
        return new Pollers("epoll", "", clock, () -> new EpollPoller(clock));
    }

    public Poller open() {
        return factory.get();
    }
}
