package dev.throng.runner.script.function;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.expression.Encoding;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Part;
import dev.throng.runner.script.expression.Type;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;

/** {@code random.uuid()}: a random UUID (version 4) of the user's own seeded source. */
record RandomUuid() implements Node {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Type type() {
        return Type.TEXT;
    }

    @Override
    public Object value(Scope scope) {
        return new UUID(high(scope.random()), low(scope.random())).toString();
    }

    @Override
    public Part part(Encoding encoding) {
        return Part.Quoted.in(encoding, (scope, out) -> {
            long high = high(scope.random());
            long low = low(scope.random());
            hex(high >>> 32, 8, out);
            group(high >>> 16, 4, out);
            group(high, 4, out);
            group(low >>> 48, 4, out);
            group(low, 12, out);
            return true;
        });
    }

    private static long high(SplittableRandom random) {
        return random.nextLong() & ~0xf000L | 0x4000L;
    }

    private static long low(SplittableRandom random) {
        return random.nextLong() & ~(0b11L << 62) | 0b10L << 62;
    }

    private static void group(long bits, int digits, ByteSink out) {
        out.append((byte) '-');
        hex(bits, digits, out);
    }

    private static void hex(long bits, int digits, ByteSink out) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX[(int) (bits >>> shift & 0xf)]);
        }
    }
}
