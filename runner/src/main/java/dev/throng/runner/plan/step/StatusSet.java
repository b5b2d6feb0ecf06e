package dev.throng.runner.plan.step;

import dev.throng.api.client.RpcStatus;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** A set of statuses of HTTP, and of gRPC by their numbers, with the words an error message uses for it. */
public final class StatusSet {
    /** 100 to 399. */
    public static final StatusSet BELOW_400 = new StatusSet(below(400), "below 400");

    /** A call of gRPC that went well. */
    public static final StatusSet RPC_OK = in(List.of("OK"));

    /** Whatever a server may answer. */
    public static final StatusSet ALL = new StatusSet(below(RpcStatus.END), "any");

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

    /** @param ranges each a status, {@code 2xx}, or {@code 400-409} */
    public static StatusSet in(List<String> ranges) {
        BitSet bits = new BitSet();
        ranges.forEach(range -> bits.set(first(range), last(range) + 1));
        return new StatusSet(bits, words(ranges));
    }

    /** All but these. */
    public static StatusSet notIn(List<String> ranges) {
        BitSet bits = below(RpcStatus.END);
        ranges.forEach(range -> bits.clear(first(range), last(range) + 1));
        return new StatusSet(bits, "not " + words(ranges));
    }

    private static String words(List<String> ranges) {
        return ranges.stream().sorted().collect(Collectors.joining(" or "));
    }

    /** Whether it is a status of gRPC. */
    public static boolean isRpc(String range) {
        return Character.isLetter(range.charAt(0));
    }

    public static int first(String range) {
        if (isRpc(range)) {
            return RpcStatus.valueOf(range).number();
        }
        return Integer.parseInt(range.substring(0, 3).replace('x', '0'));
    }

    public static int last(String range) {
        if (isRpc(range)) {
            return first(range);
        }
        return Integer.parseInt(range.substring(range.length() - 3).replace('x', '9'));
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
