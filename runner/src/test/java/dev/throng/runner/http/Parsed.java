package dev.throng.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.response.ResponseParser.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * What the parser made of some bytes, with the ways to hand them over. As the loop does it, every window comes in the
 * same array, so that a view into an overwritten window would show.
 */
public record Parsed(
        State state, int status, String body, boolean keepAlive, long consumed, long bodyBytes, String problem) {
    private static final long LIMIT = 1_000_000;

    /** One window, then nothing. */
    public static Parsed whole(byte[] bytes, boolean toHead) {
        return inWindows(bytes, toHead, false, at -> bytes.length);
    }

    /** Windows that end where {@code next} says, then the end of the stream if {@code closed}. */
    public static Parsed inWindows(byte[] bytes, boolean toHead, boolean closed, IntUnaryOperator next) {
        ResponseParser parser = new ResponseParser(new SinkPool());
        parser.begin(toHead, true, LIMIT);
        byte[] window = new byte[bytes.length + 16];
        int at = 0;
        while (at < bytes.length && parser.state() == State.NEED_MORE) {
            int end = next.applyAsInt(at);
            Arrays.fill(window, 0, end - at + 16, (byte) '#');
            System.arraycopy(bytes, at, window, 7, end - at);
            at += parser.parse(window, 7, 7 + end - at);
        }
        if (closed) {
            parser.endOfStream();
        }
        return of(parser);
    }

    /** Every way to cut the bytes in two, and the bytes one by one. */
    public static List<Parsed> inPieces(byte[] bytes, boolean toHead, boolean closed) {
        List<Parsed> all = new ArrayList<>();
        for (int cut = 0; cut <= bytes.length; cut++) {
            int first = cut;
            all.add(inWindows(bytes, toHead, closed, at -> at < first ? first : bytes.length));
        }
        all.add(inWindows(bytes, toHead, closed, at -> at + 1));
        return all;
    }

    public static Parsed inRandomPieces(byte[] bytes, boolean toHead, boolean closed, SplittableRandom random) {
        return inWindows(bytes, toHead, closed, at -> Math.min(bytes.length, at + 1 + random.nextInt(40)));
    }

    private static Parsed of(ResponseParser parser) {
        String body = new String(parser.bodyArray(), parser.bodyFrom(), parser.bodyLength(), ISO_8859_1);
        return new Parsed(
                parser.state(),
                parser.status(),
                body,
                parser.keepAlive(),
                parser.totalBytes(),
                parser.bodyBytes(),
                parser.problem());
    }

    /** What must not depend on how the bytes were cut: all, or for a failure only that it failed. */
    Parsed essence() {
        return state == State.FAILED ? new Parsed(state, 0, "", false, 0, 0, "") : this;
    }
}
