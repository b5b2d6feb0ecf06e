package dev.throng.runner.plan.step;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code traceparent} header (W3C Trace Context, level 1) on a share of the requests: a new trace id each time, sampled. No
 * two runs have the same ones, whatever their seeds.
 *
 * @param share from 0 to 1
 */
public record TraceParent(double share) implements Template {
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    @Override
    public String source() {
        return "traceparent on a share of " + share;
    }

    @Override
    public boolean constant() {
        return false;
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        return appendTo(out);
    }

    /** Appends it, if this request is one of those that have it. */
    public boolean appendTo(ByteSink out) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (share < 1 && random.nextDouble() >= share) {
            return false;
        }
        out.append("00-");
        hex(random.nextLong(), out);
        hex(random.nextLong(), out);
        out.append((byte) '-');
        // All zeros are no id.
        hex(random.nextLong() | 1, out);
        out.append("-01");
        return true;
    }

    private static void hex(long bits, ByteSink out) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            out.append(DIGITS[(int) (bits >>> shift) & 15]);
        }
    }

    @Override
    public @Nullable Object value(Scope scope) {
        throw new IllegalStateException("it is written only");
    }
}
