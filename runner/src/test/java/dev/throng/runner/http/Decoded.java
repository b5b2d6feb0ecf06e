package dev.throng.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.response.ResponseParser.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What a decoder made of a stream of bytes that ended: the finished responses as status and body, and what was wrong
 * with the one after them; empty when nothing was.
 */
record Decoded(List<String> responses, String problem) {

    /** By our parser, in windows that end where {@code next} says. */
    static Decoded of(byte[] bytes, IntUnaryOperator next) {
        List<String> responses = new ArrayList<>();
        ResponseParser parser = new ResponseParser(new SinkPool());
        byte[] window = bytes.clone();
        int at = 0;
        while (at < bytes.length) {
            parser.begin(false, true, Integer.MAX_VALUE);
            while (at < bytes.length && parser.state() == State.NEED_MORE) {
                at += parser.parse(window, at, next.applyAsInt(at));
            }
            parser.endOfStream();
            if (parser.state() == State.FAILED) {
                return new Decoded(responses, parser.problem());
            }
            String body = new String(parser.bodyArray(), parser.bodyFrom(), parser.bodyLength(), ISO_8859_1);
            responses.add(parser.status() + " " + body);
        }
        return new Decoded(responses, "");
    }

    /** Two decoders agree when they read the same responses, and both or neither met something wrong then. */
    boolean agreesWith(Decoded other) {
        return responses.equals(other.responses) && problem.isEmpty() == other.problem.isEmpty();
    }

    /** Whether this one read all that the other read before it gave up, and perhaps more. */
    boolean startsWith(Decoded other) {
        int count = other.responses.size();
        return !other.problem.isEmpty()
                && responses.size() >= count
                && responses.subList(0, count).equals(other.responses);
    }

    /** What must not depend on how the bytes were cut. */
    Decoded essence() {
        return new Decoded(responses, problem.isEmpty() ? "" : "refused");
    }
}
