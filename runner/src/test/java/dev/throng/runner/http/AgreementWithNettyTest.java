package dev.throng.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.response.ResponseParserTest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our parser against Netty's {@code HttpResponseDecoder}, on valid and invalid streams of responses and on damaged ones.
 * They read the same responses, unless one of them refuses what the other lets pass, and then for one of the reasons that
 * are listed here. Never do both accept a response and differ over its status, its body or its end.
 *
 * <p>To look for longer: {@code -Dthrong.mutations=5000000 -Dthrong.seed=7}.
 */
class AgreementWithNettyTest {
    private static final int MUTATIONS = Integer.getInteger("throng.mutations", 40_000);
    private static final long SEED = Long.getLong("throng.seed", 20260301);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final byte[] NEXT = "HTTP/1.1 299 X\r\nContent-Length: 4\r\n\r\nnext".getBytes(ISO_8859_1);

    /**
     * A deliberate difference.
     *
     * @param ours what our parser says; empty when it accepts
     * @param netty a pattern for what Netty says; empty when it accepts
     */
    record Difference(String why, String text, String ours, String netty) {
        @Override
        public String toString() {
            return why;
        }
    }

    static Stream<Difference> differences() {
        return Stream.of(
                // We are stricter: such a head or framing is damaged, and what is measured then is not what was asked
                // for.
                new Difference(
                        "three digits are a status, nothing else",
                        "HTTP/1.1 2000 OK\r\n\r\n",
                        "malformed status line",
                        ""),
                new Difference(
                        "blanks do not make a status line", "HTTP/1.1  200 OK\r\n\r\n", "malformed status line", ""),
                new Difference("responses begin with HTTP", "\r\n \0" + OK + "\r\n", "not an HTTP/1.x response", ""),
                new Difference(
                        "an unfinished status line at the end is an error",
                        "HTTP/1.1 2",
                        "connection closed in the middle of the response",
                        ""),
                new Difference("TLS is not text", "\u0015\u0003\u0001", "the server speaks TLS here; use https", ""),
                new Difference(
                        "frames are not text",
                        "\0\0\0\4\0\0\0\0\0",
                        "the server speaks HTTP/2 here; set http.version to \"2\"",
                        ""),
                new Difference(
                        "a name ends at its colon",
                        OK + "A : b\r\n\r\n",
                        "white space before the colon of a response field",
                        ""),
                new Difference("fields are not folded", OK + "A: b\r\n c\r\n\r\n", "folded response field", ""),
                new Difference(
                        "interim responses are limited too",
                        ("HTTP/1.1 100 " + "x".repeat(4000) + "\r\n\r\n").repeat(17),
                        "interim responses longer than 64 KiB",
                        ""),
                new Difference(
                        "fields are limited in number",
                        OK + "A: b\r\n".repeat(257) + "\r\n",
                        "more than 256 response fields",
                        ""),
                new Difference(
                        "there is one length, in HTTP/1.0 too",
                        "HTTP/1.0 200 OK\r\nContent-Length: 1\r\nContent-Length: 0\r\n\r\nx",
                        "several Content-Length fields",
                        ""),
                new Difference(
                        "nobody asked for another transfer coding",
                        OK + "Transfer-Encoding: gzip\r\n\r\n",
                        "transfer coding that was not asked for",
                        ""),
                new Difference(
                        "nobody asked for another protocol",
                        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                        "101 Switching Protocols was not asked for",
                        ""),
                new Difference("a size is hexadecimal digits", CHUNKED + "0\0\r\n\r\n", "malformed chunk size", ""),
                new Difference(
                        "an extension begins with a semicolon",
                        CHUNKED + "0 x\r\n\r\n",
                        "malformed chunk extension",
                        ""),
                new Difference(
                        "framing lines end with CR LF",
                        CHUNKED + "0\r\n\rX",
                        "line break that is not CR LF in the chunk framing",
                        ".*"),
                new Difference(
                        "trailers are fields too", CHUNKED + "0\r\nA: b\r\n c\r\n\r\n", "malformed trailer field", ""),
                // Netty is stricter: we are no proxy behind which somebody could be smuggled in.
                new Difference(
                        "RFC 9112 §6.3 lets chunked override the length",
                        OK + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "",
                        "Content-Length are not allowed in.*"),
                new Difference(
                        "old servers chunk in HTTP/1.0",
                        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "",
                        "The Transfer-Encoding header is only allowed.*"),
                new Difference(
                        "RFC 9110 §5.6.1 lets list items be empty",
                        OK + "Transfer-Encoding: chunked,\r\n\r\n0\r\n\r\n",
                        "",
                        "chunked must be the last.*"),
                new Difference(
                        "RFC 9110 §5.5 lets us keep control characters in a value",
                        OK + "A: \u0001\r\nContent-Length: 0\r\n\r\n",
                        "",
                        "Validation failed for header.*"),
                new Difference(
                        "a reason may hold anything",
                        "HTTP/1.1 204 \u0001\r\n\r\n",
                        "",
                        "Illegal character in request line.*"),
                new Difference(
                        "nor does a value's beginning matter",
                        OK + "A: \u000bb\r\nContent-Length: 0\r\n\r\n",
                        "",
                        "Invalid separator.*"),
                new Difference(
                        "extensions are dropped, not read", CHUNKED + "0;a=\"\r\n\r\n", "", "Invalid chunk extension"),
                new Difference("extensions may hold any byte", CHUNKED + "0;\u00e9\r\n\r\n", "", "bitIndex < 0.*"));
    }

    @ParameterizedTest
    @MethodSource
    void differences(Difference difference) {
        byte[] bytes = difference.text().getBytes(ISO_8859_1);
        assertThat(ours(bytes).problem()).isEqualTo(difference.ours());
        assertThat(NettyDecoder.of(bytes).problem()).matches(difference.netty());
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void agreesOnTheCorpus(String text) {
        assertAgreement(text.getBytes(ISO_8859_1));
    }

    /** No reason of ours excuses the refusal of a good response. */
    @ParameterizedTest
    @MethodSource
    void good(ResponseParserTest.Good good) {
        byte[] bytes = Arrays.copyOf(good.bytes(), (int) good.length());
        Decoded ours = ours(bytes);
        assertThat(ours).isEqualTo(new Decoded(List.of(good.status() + " " + good.body()), ""));
        Decoded netty = NettyDecoder.of(bytes);
        assertThat(netty)
                .satisfiesAnyOf(
                        it -> assertThat(it).isEqualTo(ours),
                        it -> assertThat(it.problem()).matches(NETTYS_REASONS));
    }

    static Stream<ResponseParserTest.Good> good() {
        return ResponseParserTest.accepted().filter(good -> !good.toHead());
    }

    @Test
    void agreesOnDamagedResponsesHoweverTheyAreCut() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> corpus = corpus().filter(text -> text.length() < 2000).toList();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] seed = corpus.get(i % corpus.size()).getBytes(ISO_8859_1);
            byte[] bytes = withNext(Mutation.of(seed, random));
            assertAgreement(bytes);
            assertThat(inPieces(bytes, random).essence())
                    .as(() -> shown(bytes))
                    .isEqualTo(ours(bytes).essence());
        }
    }

    static Stream<String> corpus() {
        return Stream.concat(
                ResponseParserTest.accepted()
                        .filter(good -> !good.toHead())
                        .map(good -> good.text().replace("→", "")),
                ResponseParserTest.refused().map(ResponseParserTest.Refused::text));
    }

    private static void assertAgreement(byte[] bytes) {
        Decoded ours = ours(bytes);
        Decoded netty = NettyDecoder.of(bytes);
        boolean explained = ours.agreesWith(netty)
                || (ours.startsWith(netty) && isNettysReason(netty.problem()))
                || (netty.startsWith(ours) && isOurReason(ours.problem()));
        assertThat(explained)
                .as(() -> shown(bytes) + "\nours:  " + ours + "\nNetty: " + netty)
                .isTrue();
    }

    private static final Set<String> OUR_REASONS =
            differences().map(Difference::ours).filter(ours -> !ours.isEmpty()).collect(Collectors.toSet());

    private static final Pattern NETTYS_REASONS = Pattern.compile(
            differences()
                    .map(Difference::netty)
                    .filter(netty -> netty.length() > 2)
                    .collect(Collectors.joining("|")),
            Pattern.DOTALL);

    private static boolean isOurReason(String problem) {
        return OUR_REASONS.contains(problem);
    }

    private static boolean isNettysReason(String problem) {
        return NETTYS_REASONS.matcher(problem).matches();
    }

    private static Decoded ours(byte[] bytes) {
        return Decoded.of(bytes, at -> bytes.length);
    }

    private static Decoded inPieces(byte[] bytes, SplittableRandom random) {
        return Decoded.of(bytes, at -> Math.min(bytes.length, at + 1 + random.nextInt(30)));
    }

    /** A good response behind it shows where a decoder believes that the first one ended. */
    private static byte[] withNext(byte[] bytes) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + NEXT.length);
        System.arraycopy(NEXT, 0, both, bytes.length, NEXT.length);
        return both;
    }

    private static String shown(byte[] bytes) {
        return new String(bytes, ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\0", "\\0");
    }
}
