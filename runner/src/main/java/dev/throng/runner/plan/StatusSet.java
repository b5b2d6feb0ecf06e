package dev.throng.runner.plan;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** A set of HTTP status codes, with the words an error message uses for it. */
public final class StatusSet {
    /** 100 to 399. */
    public static final StatusSet BELOW_400 = new StatusSet(below(400), "below 400");

    /** Whatever a server may answer. */
    public static final StatusSet ALL = new StatusSet(below(1000), "any");

    private final BitSet codes;
    private final String words;

    private StatusSet(BitSet codes, String words) {
        this.codes = codes;
        this.words = words;
    }

    public static StatusSet of(List<Integer> codes) {
        BitSet bits = new BitSet();
        codes.forEach(bits::set);
        return new StatusSet(bits, codes.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or ")));
    }

    public boolean contains(int status) {
        return codes.get(status);
    }

    @Override
    public String toString() {
        return words;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusSet that && codes.equals(that.codes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes.toLongArray());
    }

    private static BitSet below(int end) {
        BitSet bits = new BitSet();
        bits.set(100, end);
        return bits;
    }
}
