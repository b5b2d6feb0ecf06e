package dev.throng.runner.report.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Standard error, whose lines can be handed to a view that is drawn in place: printed beside it they would be drawn over.
 * Whoever prints there (warnings, the log, the command line) need not know. Safe for all threads.
 */
public final class Notices extends OutputStream {
    private static final Notices NONE = new Notices(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    private static volatile Notices installed = NONE;

    private final PrintStream standardError;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable Consumer<String> taker;

    private Notices(PrintStream standardError) {
        this.standardError = standardError;
    }

    /** Comes between the process and its standard error: once, before anything was printed. */
    public static void install() {
        PrintStream before = System.err;
        installed = new Notices(before);
        System.setErr(new PrintStream(installed, true, before.charset()));
    }

    /** From now on each line goes to the taker, which must be quick and must not print. */
    public static void divert(Consumer<String> taker) {
        Notices notices = installed;
        synchronized (notices) {
            notices.taker = taker;
        }
    }

    /** From now on standard error is itself again. */
    public static void restore() {
        Notices notices = installed;
        synchronized (notices) {
            notices.taker = null;
            notices.standardError.writeBytes(notices.line.toByteArray());
            notices.line.reset();
            notices.standardError.flush();
        }
    }

    @Override
    public synchronized void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        Consumer<String> view = taker;
        if (view == null) {
            standardError.write(bytes, from, length);
            return;
        }
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                view.accept(line.toString(standardError.charset()).stripTrailing());
                line.reset();
            } else {
                line.write(bytes[i]);
            }
        }
    }

    @Override
    public synchronized void flush() {
        standardError.flush();
    }
}
