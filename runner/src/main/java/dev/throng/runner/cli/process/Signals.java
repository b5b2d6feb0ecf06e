package dev.throng.runner.cli.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * SIGINT, SIGTERM and SIGHUP as an orderly request to end. The second signal is for somebody in a hurry, the third ends the
 * process at once. A terminal that is closed may say so more than once, so that SIGHUP never hurries anybody. SIGQUIT stays
 * what it is to a JVM: it prints its threads and goes on. Handlers run on a thread of the JVM's own.
 *
 * <p>A signal that was ignored when the process began ({@code nohup}) stays ignored.
 *
 * <p>Uses the JDK's {@code sun.misc.Signal}, the only way to tell one signal from the other, by reflection because the
 * compiler has no way to accept it without a warning. Where it is missing, signals end the process at once.
 */
public final class Signals {
    private final AtomicInteger received = new AtomicInteger();
    private final IntConsumer ask;
    private final IntConsumer hurry;

    Signals(IntConsumer ask, IntConsumer hurry) {
        this.ask = ask;
        this.hurry = hurry;
    }

    /**
     * @param ask called once until it is forgotten, with the exit code that the signal stands for
     * @param hurry called at most once, after that, with the second signal's exit code
     */
    public static Signals onEnd(IntConsumer ask, IntConsumer hurry) {
        Signals signals = new Signals(ask, hurry);
        register("INT", () -> signals.received(ExitCode.INTERRUPTED));
        register("TERM", () -> signals.received(ExitCode.TERMINATED));
        register("HUP", signals::hungUp);
        return signals;
    }

    /** Somebody was asked and goes on after all: the next signal is the first one again. */
    public void forget() {
        received.set(0);
    }

    /** For those who have nothing to lose: the second signal ends the process. */
    public static void onEnd(IntConsumer ask) {
        onEnd(ask, Runtime.getRuntime()::halt);
    }

    /** Leaves it to the parent process, which gets the terminal's signals too. */
    public static void onTermination(IntConsumer ask) {
        Signals signals = new Signals(ask, code -> {});
        register("TERM", () -> signals.received(ExitCode.TERMINATED));
        register("INT", () -> {});
        register("HUP", () -> {});
    }

    void received(int exitCode) {
        switch (received.getAndIncrement()) {
            case 0 -> ask.accept(exitCode);
            case 1 -> hurry.accept(exitCode);
            default -> Runtime.getRuntime().halt(exitCode);
        }
    }

    private void hungUp() {
        if (received.compareAndSet(0, 1)) {
            ask.accept(ExitCode.HUNG_UP);
        }
    }

    private static void register(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object calls = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), calls);
        } catch (ClassNotFoundException | NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            return; // another JDK: the default handler stays
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot handle SIG" + name, e.getCause());
        }
    }
}
