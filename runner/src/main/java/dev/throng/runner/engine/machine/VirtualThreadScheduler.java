package dev.throng.runner.engine.machine;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where the virtual threads of blocking code run. Best is the event loop of their user: then a request costs no hand-over
 * between threads. The JDK has the means, a scheduler of one's own per virtual thread, but keeps it to itself: a
 * constructor that needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}. Without it, or on a JDK that has it no more,
 * the JDK's own scheduler is used. This class is the only one that knows.
 */
public final class VirtualThreadScheduler {
    private static final VirtualThreadScheduler CHOSEN = choose();

    private final @Nullable Constructor<?> builders;
    private final String reason;

    private VirtualThreadScheduler(@Nullable Constructor<?> builders, String reason) {
        this.builders = builders;
        this.reason = reason;
    }

    /** The same for the whole process. */
    public static VirtualThreadScheduler chosen() {
        return CHOSEN;
    }

    private static VirtualThreadScheduler choose() {
        try {
            Class<?> type = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
            Constructor<?> withScheduler = type.getDeclaredConstructor(Executor.class);
            withScheduler.setAccessible(true);
            return new VirtualThreadScheduler(withScheduler, "");
        } catch (ReflectiveOperationException e) {
            return elsewhere("this JDK has no schedulers of one's own");
        } catch (InaccessibleObjectException e) {
            return elsewhere("not opened (--add-opens java.base/java.lang=ALL-UNNAMED)");
        }
    }

    /** Virtual threads on the JDK's own scheduler, whatever this JDK has. */
    public static VirtualThreadScheduler elsewhere(String reason) {
        return new VirtualThreadScheduler(null, reason);
    }

    /** Whether virtual threads run on their loops. */
    public boolean onLoop() {
        return builders != null;
    }

    /** Why not; empty when they do. */
    public String reason() {
        return reason;
    }

    /** @param loop runs tasks on a loop's thread */
    public ThreadFactory threads(Executor loop) {
        Constructor<?> withScheduler = builders;
        if (withScheduler == null) {
            return Thread.ofVirtual().factory();
        }
        try {
            return ((Thread.Builder.OfVirtual) withScheduler.newInstance(loop)).factory();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a virtual thread on a loop worked at start and does not any more", e);
        }
    }
}
