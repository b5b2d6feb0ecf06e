package dev.throng.kubectl.terminal;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What Ctrl-C means while a run is followed: the run is not ours alone, so that it is asked. */
public final class Interruption {
    /** What {@code --on-interrupt} says. */
    public enum Policy {
        ASK,
        ABORT,
        LEAVE
    }

    public enum Choice {
        GO_ON,
        ABORT,
        LEAVE
    }

    private final Policy policy;
    private final AtomicInteger signal = new AtomicInteger();
    private final BufferedReader answers =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    private final Signals signals;

    private Interruption(Policy policy) {
        this.policy = policy;
        this.signals = Signals.onEnd(signal::set, code -> Runtime.getRuntime().halt(code));
    }

    /** From now on; a second signal while nobody has heard the first one leaves at once. */
    public static Interruption handled(Policy policy) {
        return new Interruption(policy);
    }

    public boolean pending() {
        return signal.get() != 0;
    }

    /** Exit code of the signal. */
    public int code() {
        return signal.get() == 0 ? ExitCode.INTERRUPTED : signal.get();
    }

    /** What is to be done now; asks only where somebody can answer, and only for Ctrl-C. */
    public Choice choose(String name, Drawing drawing) {
        boolean asked = policy == Policy.ASK && signal.get() == ExitCode.INTERRUPTED && drawing.possible();
        if (!asked) {
            return policy == Policy.ABORT ? Choice.ABORT : Choice.LEAVE;
        }
        drawing.say("Abort " + name + " [a], leave it running [l], or go on following it [Enter]? ");
        try {
            String answer = answers.readLine();
            if (answer == null) {
                return Choice.LEAVE;
            }
            return switch (answer.strip().toLowerCase(Locale.ROOT)) {
                case "a", "abort" -> Choice.ABORT;
                case "l", "leave" -> Choice.LEAVE;
                default -> {
                    signal.set(0);
                    signals.forget();
                    yield Choice.GO_ON;
                }
            };
        } catch (IOException e) {
            return Choice.LEAVE;
        }
    }
}
