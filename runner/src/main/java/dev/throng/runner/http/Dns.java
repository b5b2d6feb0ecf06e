package dev.throng.runner.http;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names to addresses. Asks the system's resolver on threads of its own, so that no loop ever blocks; answers are kept.
 * One per worker, safe for all threads.
 */
public final class Dns implements AutoCloseable {
    /** What came of a look-up. */
    public sealed interface Answer {
        /** How long the look-up took; 0 when the answer was at hand. */
        long nanos();
    }

    /** @param addresses in the order to be tried, at least one */
    public record Found(List<InetAddress> addresses, long nanos) implements Answer {}

    /** @param problem in words for the failure table */
    public record NotFound(String problem, long nanos) implements Answer {}

    /** The answer that is at hand: a literal address, or one that is kept. Null: ask. Never blocks. */
    public @Nullable Answer known(String host) {
        throw new UnsupportedOperationException("coming");
    }

    /** Looks a name up. {@code then} is called once, on a thread of the resolver (or at once on the caller's when known). */
    public void ask(String host, Consumer<Answer> then) {
        throw new UnsupportedOperationException("coming");
    }

    @Override
    public void close() {}
}
