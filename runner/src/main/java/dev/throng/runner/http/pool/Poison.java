package dev.throng.runner.http.pool;

import dev.throng.runner.script.ByteSink;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * A mode for tests, by the system property {@value #PROPERTY}: what was given back to a pool is made unusable instead of
 * being lent again, and what is only valid for a moment is overwritten when that moment is over. Whoever touches it
 * afterwards, or gives it back twice, fails at once instead of spoiling somebody else's request.
 *
 * <p>Confined to a loop; the switch itself is for all. Costs nothing when it is off.
 */
public final class Poison {
    public static final String PROPERTY = "dev.throng.poison";

    /** Whether the mode is on. A constant to the compiler, which drops what depends on it. */
    public static final boolean ON = Boolean.getBoolean(PROPERTY);

    /** No byte of a request, of a response's head or of TLS framing, and no text in UTF-8. */
    private static final byte PATTERN = (byte) 0xF5;

    /** So many arrays are watched for late writes; then the oldest one is let go. */
    private static final int WATCHED = 256;

    private final ArrayDeque<byte[]> watched = new ArrayDeque<>();

    /** Something was used after it had been given back. */
    public static final class Touched extends Error {
        private static final long serialVersionUID = 1;

        public Touched(String what) {
            super(what);
        }
    }

    /** Overwrites what nobody may look at any more; does nothing when the mode is off. */
    public static void spoil(byte[] bytes, int from, int to) {
        if (ON) {
            Arrays.fill(bytes, from, to, PATTERN);
        }
    }

    /** Makes a sink unusable for ever. */
    void retire(ByteSink sink) {
        byte[] bytes = sink.retire();
        if (bytes == null) {
            throw new Touched("a byte sink was given back twice");
        }
        Arrays.fill(bytes, PATTERN);
        watched.addLast(bytes);
        if (watched.size() > WATCHED) {
            check(watched.removeFirst());
        }
    }

    /** Looks whether anything was written to after it had been given back. */
    void check() {
        watched.forEach(Poison::check);
    }

    private static void check(byte[] bytes) {
        for (byte b : bytes) {
            if (b != PATTERN) {
                throw new Touched("a byte sink's array was written to after it had been given back");
            }
        }
    }
}
