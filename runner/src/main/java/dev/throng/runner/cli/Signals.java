package dev.throng.runner.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import sun.misc.Signal;

/**
 * SIGINT and SIGTERM as an orderly request to end. The second signal ends the process at once. Handlers run on a thread
 * of the JVM's own.
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
        Signal.handle(new Signal(name), signal -> {
            if (received.getAndIncrement() == 0) {
                ask.accept(exitCode);
            } else {
                Runtime.getRuntime().halt(exitCode);
            }
        });
    }
}
