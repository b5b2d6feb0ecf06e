package dev.throng.runner.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * SIGINT and SIGTERM as an orderly request to end. The second signal ends the process at once. Handlers run on a thread
 * of the JVM's own.
 *
 * <p>Uses the JDK's {@code sun.misc.Signal}, the only way to tell one signal from the other, by reflection because the
 * compiler has no way to accept it without a warning. Where it is missing, signals end the process at once.
 */
final class Signals {
    private Signals() {}

    /** @param ask called once, with the exit code that the signal stands for */
    static void onEnd(IntConsumer ask) {
        AtomicInteger received = new AtomicInteger();
        handle("INT", ExitCode.INTERRUPTED, received, ask);
        handle("TERM", ExitCode.TERMINATED, received, ask);
    }

    private static void handle(String name, int exitCode, AtomicInteger received, IntConsumer ask) {
        register(name, () -> {
            if (received.getAndIncrement() == 0) {
                ask.accept(exitCode);
            } else {
                Runtime.getRuntime().halt(exitCode);
            }
        });
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
