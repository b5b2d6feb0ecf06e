package dev.throng.runner.http.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.throng.runner.http.Parsed;
import dev.throng.runner.http.coding.ContentCoding;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.response.ResponseParser.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class ResponseParserTest {

    /** A response that is accepted; the text may go on behind it. {@code →} marks where it ends. */
    public record Good(
            String what, String text, int status, String body, boolean keepAlive, boolean toHead, boolean closed) {
        public byte[] bytes() {
            return text.replace("→", "").getBytes(ISO_8859_1);
        }

        public long length() {
            int mark = text.indexOf('→');
            return mark < 0 ? text.length() : mark;
        }

        Good toHeadRequest() {
            return new Good(what, text, status, body, keepAlive, true, closed);
        }

        Good thenClosed() {
            return new Good(what, text, status, body, keepAlive, toHead, true);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    public record Refused(String what, String text, String problem) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Good good(String what, String text, int status, String body) {
        return new Good(what, text, status, body, true, false, false);
    }

    private static Good last(String what, String text, int status, String body) {
        return new Good(what, text, status, body, false, false, false);
    }

    public static Stream<Good> accepted() {
        return Stream.of(
                good("a length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"),
                good("no content", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n→HTTP/1.1 200 OK\r\n", 200, ""),
                good("more behind it", "HTTP/1.1 200 OK\r\nCONTENT-LENGTH:3\r\n\r\nabc→HTTP/1.1", 200, "abc"),
                good("no reason", "HTTP/1.1 404 \r\nContent-Length: 1\r\n\r\nx", 404, "x"),
                good("no reason and no space", "HTTP/1.1 404\r\nContent-Length: 1\r\n\r\nx", 404, "x"),
                good(
                        "bytes beyond ASCII in the reason",
                        "HTTP/1.1 200 \u00e4\u00ff\r\nContent-Length: 0\r\n\r\n",
                        200,
                        ""),
                good("a status of a kind that does not exist", "HTTP/1.1 799 ?\r\nContent-Length: 0\r\n\r\n", 799, ""),
                good("a minor version to come", "HTTP/1.7 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x"),
                good("line feeds alone in the head", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", 200, "ok"),
                good("mixed line breaks", "HTTP/1.1 200 OK\r\nA: b\nContent-Length: 2\r\n\nok", 200, "ok"),
                good("white space around a value", "HTTP/1.1 200 OK\r\nContent-Length: \t 2 \t \r\n\r\nok", 200, "ok"),
                good("an empty value", "HTTP/1.1 200 OK\r\nX:\r\nY: \r\nContent-Length: 2\r\n\r\nok", 200, "ok"),
                good(
                        "all characters of a name",
                        "HTTP/1.1 200 OK\r\n!#$%&'*+-.^_`|~09azAZ: x\r\nContent-Length: 0\r\n\r\n",
                        200,
                        ""),
                good(
                        "tab, high and control bytes in a value",
                        "HTTP/1.1 200 OK\r\nX: a\tb\u00fc\u0001c\r\nContent-Length: 0\r\n\r\n",
                        200,
                        ""),
                good(
                        "names that look like ours",
                        "HTTP/1.1 200 OK\r\nContent-Lengthy: 9\r\nContent_Length: 9\r\nContant-Length: 9\r\nContent-Longth: 9\r\nTransfer_Encoding: gzip\r\nTransfers-Encoded: gzip\r\nConnectiom: close\r\nSet-Cookies: a\r\nContent-Length: 1\r\n\r\nx",
                        200,
                        "x"),
                good("204", "HTTP/1.1 204 No Content\r\n\r\n→HTTP", 204, ""),
                good("204 with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", 204, ""),
                good("304 with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, ""),
                good("304 chunked", "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", 304, ""),
                good("205 has a length", "HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n", 205, ""),
                good("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n→HTTP", 200, "")
                        .toHeadRequest(),
                good("HEAD without a length", "HTTP/1.1 200 OK\r\n\r\n", 200, "")
                        .toHeadRequest(),
                good("HEAD chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 200, "")
                        .toHeadRequest(),
                good(
                        "chunks",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n→HTTP",
                        200,
                        "hello world"),
                good(
                        "one chunk",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                        200,
                        "hello"),
                good("no chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, ""),
                good(
                        "sizes in any case with zeros before",
                        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n00a\r\n0123456789\r\nA\r\n0123456789\r\n000\r\n\r\n",
                        200,
                        "01234567890123456789"),
                good(
                        "chunk extensions",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b;c=\"d e\";f\r\nhello\r\n0 ; last\r\n\r\n",
                        200,
                        "hello"),
                good(
                        "blanks behind a chunk size",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5  \r\nhello\r\n0\t\r\n\r\n",
                        200,
                        "hello"),
                good(
                        "trailers",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nDigest: abc\r\nY:\r\n\r\n→HTTP",
                        200,
                        "x"),
                good(
                        "a trailer that looks like framing",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nContent-Length: 7\r\n\r\n",
                        200,
                        "x"),
                good(
                        "a chunk that looks like the end",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n0\r\n\r\n\r\n0\r\n\r\n",
                        200,
                        "0\r\n\r\n"),
                good(
                        "identity and chunked",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
                        200,
                        "x"),
                good(
                                "identity alone leaves the length",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n→",
                                200,
                                "")
                        .toHeadRequest(),
                good(
                        "empty list items",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: , chunked,\r\n\r\n1\r\nx\r\n0\r\n\r\n",
                        200,
                        "x"),
                last(
                        "a length beside chunked is overridden",
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
                        200,
                        "x"),
                last(
                        "chunked in HTTP/1.0",
                        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
                        200,
                        "x"),
                last(
                        "Connection: close",
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
                        200,
                        "x"),
                last(
                        "Connection: close in a list",
                        "HTTP/1.1 200 OK\r\nConnection: foo ,, Close\r\nContent-Length: 1\r\n\r\nx",
                        200,
                        "x"),
                last(
                        "Connection: close in a second field",
                        "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
                        200,
                        "x"),
                good(
                        "an option that only contains close",
                        "HTTP/1.1 200 OK\r\nConnection: closed, x-close\r\nContent-Length: 1\r\n\r\nx",
                        200,
                        "x"),
                last("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x"),
                good(
                        "HTTP/1.0 kept alive",
                        "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx",
                        200,
                        "x"),
                last("until the connection closes", "HTTP/1.1 200 OK\r\n\r\nall of this", 200, "all of this")
                        .thenClosed(),
                last("until the connection closes, empty", "HTTP/1.1 200 OK\r\n\r\n", 200, "")
                        .thenClosed(),
                last(
                                "until the connection closes, HTTP/1.0 kept alive",
                                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\nx",
                                200,
                                "x")
                        .thenClosed(),
                last("identity alone", "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\nxyz", 200, "xyz")
                        .thenClosed(),
                good(
                        "an interim response",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
                        200,
                        "x"),
                good(
                        "interim responses with fields",
                        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: close\r\nContent-Length: 9\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nx",
                        201,
                        "x"));
    }

    public static Stream<Refused> refused() {
        String ok = "HTTP/1.1 200 OK\r\n";
        String chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                new Refused("another protocol", "SSH-2.0-OpenSSH\r\n", "not an HTTP/1.x response"),
                new Refused(
                        "settings of HTTP/2",
                        "\0\0\0\4\0\0\0\0\0",
                        "the server speaks HTTP/2 here; set http.version to \"2\""),
                new Refused("one wrong byte", "x", "not an HTTP/1.x response"),
                new Refused("an empty line first", "\r\n" + ok, "not an HTTP/1.x response"),
                new Refused(
                        "a TLS alert",
                        "\u0015\u0003\u0001\u0000\u0002\u0002\u0046",
                        "the server speaks TLS here; use https"),
                new Refused("HTTP/2", "HTTP/2.0 200 OK\r\n\r\n", "not an HTTP/1.x response"),
                new Refused("lower case", "http/1.1 200 OK\r\n\r\n", "not an HTTP/1.x response"),
                new Refused("no minor version", "HTTP/1. 200 OK\r\n\r\n", "not an HTTP/1.x response"),
                new Refused("no space", "HTTP/1.1200 OK\r\n\r\n", "malformed status line"),
                new Refused("two spaces", "HTTP/1.1  200 OK\r\n\r\n", "malformed status line"),
                new Refused("a short status", "HTTP/1.1 20 OK\r\n\r\n", "malformed status line"),
                new Refused("a long status", "HTTP/1.1 2000 OK\r\n\r\n", "malformed status line"),
                new Refused("a status below 100", "HTTP/1.1 099 OK\r\n\r\n", "malformed status line"),
                new Refused("a tab behind the status", "HTTP/1.1 200\tOK\r\n\r\n", "malformed status line"),
                new Refused("a lone CR in the status line", "HTTP/1.1 200 O\rK\r\n\r\n", "malformed status line"),
                new Refused("a NUL in the status line", "HTTP/1.1 200 O\u0000K\r\n\r\n", "malformed status line"),
                new Refused(
                        "a long status line",
                        "HTTP/1.1 200 " + "x".repeat(5000) + "\r\n\r\n",
                        "status line longer than 4 KiB"),
                new Refused(
                        "an endless status line", "HTTP/1.1 200 " + "x".repeat(5000), "status line longer than 4 KiB"),
                new Refused("a folded field", ok + "A: b\r\n c\r\n\r\n", "folded response field"),
                new Refused("a folded field with a tab", ok + "A: b\r\n\tc\r\n\r\n", "folded response field"),
                new Refused(
                        "a blank before the colon",
                        ok + "A : b\r\n\r\n",
                        "white space before the colon of a response field"),
                new Refused("no colon", ok + "Abc\r\n\r\n", "response field without a colon"),
                new Refused("no name", ok + ": b\r\n\r\n", "illegal character in a response field's name"),
                new Refused(
                        "a name beyond ASCII",
                        ok + "\u00dcber: b\r\n\r\n",
                        "illegal character in a response field's name"),
                new Refused(
                        "a bracket in a name", ok + "A(b): b\r\n\r\n", "illegal character in a response field's name"),
                new Refused("a NUL in a value", ok + "A: b\u0000c\r\n\r\n", "control character in a response field"),
                new Refused("a lone CR in a value", ok + "A: b\rc\r\n\r\n", "control character in a response field"),
                new Refused(
                        "a lone CR at the head's end",
                        ok + "A: b\r\n\rX",
                        "carriage return without line feed in the response head"),
                new Refused("too many fields", ok + "A: b\r\n".repeat(257) + "\r\n", "more than 256 response fields"),
                new Refused(
                        "too long a head",
                        ok + ("A: " + "b".repeat(1000) + "\r\n").repeat(66) + "\r\n",
                        "response head longer than 64 KiB"),
                new Refused("an endless field", ok + "A: " + "b".repeat(70_000), "response head longer than 64 KiB"),
                new Refused(
                        "endless interim responses",
                        ("HTTP/1.1 100 " + "x".repeat(4000) + "\r\n\r\n").repeat(17),
                        "interim responses longer than 64 KiB"),
                new Refused("a negative length", ok + "Content-Length: -1\r\n\r\n", "malformed Content-Length"),
                new Refused("a signed length", ok + "Content-Length: +1\r\n\r\n", "malformed Content-Length"),
                new Refused("no length", ok + "Content-Length:\r\n\r\n", "malformed Content-Length"),
                new Refused("a hexadecimal length", ok + "Content-Length: 0x1\r\n\r\n", "malformed Content-Length"),
                new Refused("a list of lengths", ok + "Content-Length: 1, 1\r\n\r\n", "malformed Content-Length"),
                new Refused("a length with a blank", ok + "Content-Length: 1 1\r\n\r\n", "malformed Content-Length"),
                new Refused(
                        "a length that overflows",
                        ok + "Content-Length: 99999999999999999999\r\n\r\n",
                        "malformed Content-Length"),
                new Refused(
                        "two lengths",
                        ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
                        "several Content-Length fields"),
                new Refused(
                        "the same length twice",
                        ok + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n",
                        "several Content-Length fields"),
                new Refused(
                        "a length above the limit",
                        ok + "Content-Length: 1000001\r\n\r\n",
                        "response body longer than http.maxBodySize"),
                new Refused(
                        "gzip as a transfer coding",
                        ok + "Transfer-Encoding: gzip, chunked\r\n\r\n",
                        "transfer coding that was not asked for"),
                new Refused(
                        "chunked twice",
                        ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "transfer coding that was not asked for"),
                new Refused(
                        "chunked not last",
                        ok + "Transfer-Encoding: chunked, gzip\r\n\r\n",
                        "transfer coding that was not asked for"),
                new Refused(
                        "chunked with a parameter",
                        ok + "Transfer-Encoding: chunked;q=1\r\n\r\n",
                        "transfer coding that was not asked for"),
                new Refused(
                        "another protocol to switch to",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
                        "101 Switching Protocols was not asked for"),
                new Refused("no chunk size", chunked + "\r\n", "malformed chunk size"),
                new Refused("a signed chunk size", chunked + "-1\r\n", "malformed chunk size"),
                new Refused("a blank before the chunk size", chunked + " 1\r\n", "malformed chunk size"),
                new Refused("a chunk size in another base", chunked + "0x1\r\n", "malformed chunk size"),
                new Refused("a chunk size that overflows", chunked + "fffffffffffffffff\r\n", "chunk size too large"),
                new Refused(
                        "chunks above the limit",
                        chunked + "f4240\r\n" + "x".repeat(1_000_000) + "\r\n1\r\nx\r\n",
                        "response body longer than http.maxBodySize"),
                new Refused("text behind the chunk size", chunked + "1 a\r\n", "malformed chunk extension"),
                new Refused("a NUL in a chunk extension", chunked + "1;\u0000\r\n", "malformed chunk extension"),
                new Refused(
                        "endless chunk extensions",
                        chunked + "1;" + "x".repeat(5000),
                        "chunk extensions longer than 4 KiB"),
                new Refused("a lone LF behind a chunk size", chunked + "1\nx", "malformed chunk size"),
                new Refused("a lone LF behind a chunk extension", chunked + "1;a\nx", "malformed chunk extension"),
                new Refused(
                        "a lone CR behind a chunk size",
                        chunked + "1\rx",
                        "line break that is not CR LF in the chunk framing"),
                new Refused("a chunk longer than its size", chunked + "1\r\nxy\r\n", "chunk longer than its size"),
                new Refused("a lone LF behind a chunk", chunked + "1\r\nx\n", "chunk longer than its size"),
                new Refused(
                        "a lone CR behind a chunk",
                        chunked + "1\r\nx\r0",
                        "line break that is not CR LF in the chunk framing"),
                new Refused("a trailer without a name", chunked + "0\r\n: x\r\n\r\n", "malformed trailer field"),
                new Refused("a folded trailer", chunked + "0\r\nA: b\r\n c\r\n\r\n", "malformed trailer field"),
                new Refused("a trailer without a colon", chunked + "0\r\nabc\r\n\r\n", "malformed trailer field"),
                new Refused("a NUL in a trailer", chunked + "0\r\na: \u0000\r\n\r\n", "malformed trailer field"),
                new Refused("a lone LF behind a trailer", chunked + "0\r\na: b\n\r\n", "malformed trailer field"),
                new Refused(
                        "a lone CR at the end",
                        chunked + "0\r\n\rx",
                        "line break that is not CR LF in the chunk framing"),
                new Refused(
                        "endless trailers",
                        chunked + "0\r\n" + "A: bcdefghi\r\n".repeat(1500),
                        "trailer fields longer than 16 KiB"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void readsExactlyTheResponse(Good good) {
        Parsed parsed = Parsed.inWindows(good.bytes(), good.toHead(), good.closed(), at -> good.bytes().length);
        assertThat(parsed)
                .isEqualTo(new Parsed(
                        State.COMPLETE,
                        good.status(),
                        good.body(),
                        good.keepAlive(),
                        good.length(),
                        good.body().length(),
                        ""));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void readsTheSameHoweverTheBytesAreCut(Good good) {
        Parsed whole = Parsed.inWindows(good.bytes(), good.toHead(), good.closed(), at -> good.bytes().length);
        assertThat(Parsed.inPieces(good.bytes(), good.toHead(), good.closed())).containsOnly(whole);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void failsWhenTheConnectionClosesTooEarly(Good good) {
        String why = "connection closed in the middle of the response";
        for (int end = 1; end < good.length() && !good.closed(); end++) {
            byte[] part = Arrays.copyOf(good.bytes(), end);
            Parsed parsed = Parsed.inWindows(part, good.toHead(), true, at -> part.length);
            assertThat(parsed.problem()).as("after %d bytes", end).isEqualTo(why);
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithTheReason(Refused refused) {
        Parsed parsed = Parsed.whole(refused.text().getBytes(ISO_8859_1), false);
        assertThat(parsed.problem()).isEqualTo(refused.problem());
        assertThat(parsed.state()).isEqualTo(State.FAILED);
        assertThat(parsed.keepAlive()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesHoweverTheBytesAreCut(Refused refused) {
        byte[] bytes = refused.text().getBytes(ISO_8859_1);
        List<Parsed> all = new ArrayList<>();
        if (bytes.length < 300) {
            all.addAll(Parsed.inPieces(bytes, false, false));
        }
        SplittableRandom random = new SplittableRandom(7);
        all.add(Parsed.inRandomPieces(bytes, false, false, random));
        assertThat(all).extracting(Parsed::problem).containsOnly(refused.problem());
    }

    @Test
    void toldOfTheEndBeforeAnythingCameItSaysSo() {
        ResponseParser parser = new ResponseParser(new SinkPool());
        parser.begin(false, false, 100);
        parser.endOfStream();
        assertThat(parser.problem()).isEqualTo("connection closed before a response");
        assertThat(parser.started()).isFalse();
    }

    @Test
    void readsPipelinedResponsesOneByOne() {
        byte[] bytes = ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none"
                        + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n"
                        + "HTTP/1.1 204 No Content\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\n\r\nfour")
                .getBytes(UTF_8);
        ResponseParser parser = new ResponseParser(new SinkPool());
        List<String> bodies = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            parser.begin(false, true, 100);
            at += parser.parse(bytes, at, bytes.length);
            parser.endOfStream();
            assertThat(parser.state()).isEqualTo(State.COMPLETE);
            bodies.add(new String(parser.bodyArray(), parser.bodyFrom(), parser.bodyLength(), UTF_8));
        }
        assertThat(bodies).containsExactly("one", "two", "", "four");
    }

    @Test
    void countsAnUnwantedBodyWithoutKeepingIt() {
        byte[] bytes = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234".getBytes(UTF_8);
        ResponseParser parser = new ResponseParser(new SinkPool());
        parser.begin(false, false, 100);
        int unused = parser.parse(bytes, 0, bytes.length);
        int more = parser.parse(bytes, bytes.length - 5, bytes.length);
        assertThat(more).isEqualTo(5);
        assertThat(parser.state()).isEqualTo(State.COMPLETE);
        assertThat(parser.bodyBytes()).isEqualTo(10);
        assertThat(parser.bodyLength()).isZero();
        assertThat(parser.headBytes()).isEqualTo(bytes.length - 5);
        assertThat(parser.totalBytes()).isEqualTo(unused + more);
    }

    @Test
    void findsFieldsInAnyCaseAlsoAfterTheirWindowIsGone() {
        String text =
                "HTTP/1.1 200 OK\r\nX-Id:  7 \r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nEmpty:\r\nContent-Length: 2\r\n\r\n";
        byte[] window = text.getBytes(UTF_8);
        ResponseParser parser = new ResponseParser(new SinkPool());
        parser.begin(false, true, 100);
        int unused = parser.parse(window, 0, window.length);
        Arrays.fill(window, (byte) 'x');
        int more = parser.parse(window, 0, 2);
        assertThat(parser.state()).isEqualTo(State.COMPLETE);
        assertThat(parser.header("x-iD")).isEqualTo("7");
        assertThat(parser.header("empty")).isEmpty();
        assertThat(parser.header("x")).isNull();
        assertThat(parser.header("Set-Cookie")).isEqualTo("a=1");
        assertThat(parser.setsCookies()).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void knowsHowTheContentIsEncoded(String field, ContentCoding coding) {
        byte[] bytes = ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + field + "\r\n\r\n").getBytes(UTF_8);
        ResponseParser parser = new ResponseParser(new SinkPool());
        parser.begin(false, true, 100);
        int unused = parser.parse(bytes, 0, bytes.length);
        assertThat(parser.coding()).isEqualTo(coding);
    }

    static Stream<Arguments> knowsHowTheContentIsEncoded() {
        return Stream.of(
                arguments("X: gzip", ContentCoding.IDENTITY),
                arguments("Content-Encoding: identity", ContentCoding.IDENTITY),
                arguments("content-encoding:GZip", ContentCoding.GZIP),
                arguments("Content-Encoding: x-gzip ", ContentCoding.GZIP),
                arguments("Content-Encoding: deflate", ContentCoding.DEFLATE),
                arguments("Content-Encoding: br", ContentCoding.BROTLI),
                arguments("Content-Encoding: zstd", ContentCoding.ZSTD),
                arguments("Content-Encoding: compress", ContentCoding.OTHER),
                arguments("Content-Encoding: gzip, br", ContentCoding.OTHER),
                arguments("Content-Encoding: gzip\r\nContent-Encoding: gzip", ContentCoding.OTHER));
    }

    @Test
    void borrowsNothingForAResponseInOneWindow() {
        byte[] bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n".getBytes(UTF_8);
        ResponseParser parser = new ResponseParser(new SinkPool());
        parser.begin(false, true, 100);
        int unused = parser.parse(bytes, 0, bytes.length);
        assertThat(parser.bodyArray()).isSameAs(bytes);
        assertThat(parser.headArray()).isSameAs(bytes);
        parser.release();
        assertThat(parser.bodyArray()).isEmpty();
    }
}
