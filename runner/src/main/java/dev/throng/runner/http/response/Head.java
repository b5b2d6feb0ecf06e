package dev.throng.runner.http.response;

import static dev.throng.runner.http.url.Line.BAD;
import static dev.throng.runner.http.url.Line.INCOMPLETE;

import dev.throng.runner.http.coding.ContentCoding;
import dev.throng.runner.http.url.Line;
import org.jspecify.annotations.Nullable;

/**
 * Status line and fields of one response (RFC 9112 §4 to §6): what framing and connection depend on is understood, the
 * rest is only checked for its form. Reads a head that lies in one piece; when it is not all there yet, it goes on
 * with the first unfinished line as soon as there is more.
 */
public final class Head {
    public static final int MAX_BYTES = 64 * 1024;
    public static final int MAX_STATUS_LINE = 4 * 1024;
    static final int MAX_FIELDS = 256;
    /** There is no Content-Length. */
    static final long NONE = -1;

    private static final long HTTP_1_1 = Line.eight(new byte[] {'H', 'T', 'T', 'P', '/', '1', '.', '1'}, 0);
    private static final long HTTP_1_0 = Line.eight(new byte[] {'H', 'T', 'T', 'P', '/', '1', '.', '0'}, 0);
    private static final long HTTP_2_0 = Line.eight(new byte[] {'H', 'T', 'T', 'P', '/', '2', '.', '0'}, 0);
    private static final byte[] ANY_VERSION = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final int SHORTEST_STATUS_LINE = "HTTP/1.1 200".length();
    private static final int LONGEST_NUMBER = 18;
    private static final String TIMEOUT = "timeout=";
    private static final int LONGEST_TIMEOUT = 9;
    private static final int UNTOLD = -1;

    private static final long CONNECTI = Line.lower("connecti");
    private static final long NNECTION = Line.lower("nnection");
    private static final long SET_COOK = Line.lower("set-cook");
    private static final long T_COOKIE = Line.lower("t-cookie");
    private static final long KEEP_ALI = Line.lower("keep-ali");
    private static final long EP_ALIVE = Line.lower("ep-alive");
    private static final long CONTENT_ = Line.lower("content-");
    private static final long T_LENGTH = Line.lower("t-length");
    private static final long ENCODING = Line.lower("encoding");
    private static final long TRANSFER = Line.lower("transfer");

    private int parsed;
    private int fields;
    private int status;
    private boolean version10;
    private boolean framed;
    private long contentLength;
    private boolean transferCoded;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private int keepAliveSeconds = UNTOLD;
    private boolean setsCookie;
    private ContentCoding coding = ContentCoding.IDENTITY;
    private @Nullable String problem;

    void reset() {
        parsed = 0;
        fields = 0;
        status = 0;
        version10 = false;
        contentLength = NONE;
        transferCoded = false;
        chunked = false;
        close = false;
        keepAlive = false;
        keepAliveSeconds = UNTOLD;
        setsCookie = false;
        coding = ContentCoding.IDENTITY;
        problem = null;
    }

    /** It is told by frames of HTTP/2, whose version it then has; until it is told otherwise. */
    void framed() {
        framed = true;
    }

    boolean isFramed() {
        return framed;
    }

    /** Forgets that, too. */
    void unframed() {
        framed = false;
    }

    /**
     * Reads on.
     *
     * @param base where the head begins; the same head may have moved between calls
     * @return the index behind the head, {@link Line#INCOMPLETE} or {@link Line#BAD}
     */
    int parse(byte[] bytes, int base, int to) {
        int end = lines(bytes, base, to);
        int seen = (end == INCOMPLETE ? to : end) - base;
        return end != BAD && seen > MAX_BYTES ? bad("response head longer than 64 KiB") : end;
    }

    private int lines(byte[] bytes, int base, int to) {
        int at = parsed == 0 ? statusLine(bytes, base, to) : base + parsed;
        while (at >= 0) {
            parsed = at - base;
            if (at == to) {
                return INCOMPLETE;
            }
            byte first = bytes[at];
            if (first == '\r' || first == '\n') {
                return lastLine(bytes, at, to);
            }
            at = field(bytes, at, to);
        }
        return at;
    }

    private int lastLine(byte[] bytes, int at, int to) {
        int end = Line.end(bytes, at, to);
        return end == BAD ? bad("carriage return without line feed in the response head") : end < 0 ? end : end + 1;
    }

    private int statusLine(byte[] bytes, int at, int to) {
        if (to - at < SHORTEST_STATUS_LINE) {
            return notHttp(bytes, at, to) ? badStart(bytes[at]) : INCOMPLETE;
        }
        long version = Line.eight(bytes, at);
        version10 = version == HTTP_1_0;
        if (version != HTTP_1_1 && !version10 && !(framed && version == HTTP_2_0) && notHttp(bytes, at, to)) {
            return badStart(bytes[at]);
        }
        status = bytes[at + 8] == ' ' ? threeDigits(bytes, at + 9) : 0;
        if (status < 100) {
            return bad("malformed status line");
        }
        return restOfStatusLine(bytes, at, to);
    }

    private int restOfStatusLine(byte[] bytes, int start, int to) {
        int at = start + SHORTEST_STATUS_LINE;
        int end = Line.end(bytes, at, to);
        if (end == BAD || (at < to && !endsStatus(bytes[at]))) {
            return bad("malformed status line");
        }
        int seen = (end == INCOMPLETE ? to : end) - start;
        return seen > MAX_STATUS_LINE ? bad("status line longer than 4 KiB") : end < 0 ? end : end + 1;
    }

    /** The RFC wants a space even before an absent reason; many servers leave it out, and nobody minds. */
    private static boolean endsStatus(byte b) {
        return b == ' ' || b == '\r' || b == '\n';
    }

    /** Whether what is there cannot become {@code HTTP/1.} and a digit. */
    private static boolean notHttp(byte[] bytes, int at, int to) {
        int digit = at + ANY_VERSION.length;
        for (int i = at; i < Math.min(digit, to); i++) {
            if (bytes[i] != ANY_VERSION[i - at]) {
                return true;
            }
        }
        return to > digit && !isDigit(bytes[digit]);
    }

    private int badStart(byte first) {
        return bad(
                switch (first) {
                    case 0x15, 0x16 -> "the server speaks TLS here; use https"; // an alert, a handshake
                    case 0 -> "the server speaks HTTP/2 here; set http.version to \"2\""; // a frame's length
                    default -> "not an HTTP/1.x response";
                });
    }

    private static int threeDigits(byte[] bytes, int at) {
        boolean digits = isDigit(bytes[at]) && isDigit(bytes[at + 1]) && isDigit(bytes[at + 2]);
        return digits ? bytes[at] * 100 + bytes[at + 1] * 10 + bytes[at + 2] - '0' * 111 : 0;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private int field(byte[] bytes, int at, int to) {
        int colon = Line.tokenEnd(bytes, at, to);
        if (colon == to) {
            return INCOMPLETE;
        }
        if (bytes[colon] != ':' || colon == at) {
            return badName(bytes[colon], colon == at);
        }
        int end = Line.end(bytes, colon + 1, to);
        if (end < 0) {
            return end == BAD ? bad("control character in a response field") : INCOMPLETE;
        }
        if (++fields > MAX_FIELDS) {
            return bad("more than 256 response fields");
        }
        return interpret(bytes, at, colon, end) ? end + 1 : BAD;
    }

    private int badName(byte found, boolean first) {
        if (Line.isBlank(found)) {
            return bad(first ? "folded response field" : "white space before the colon of a response field");
        }
        boolean lineBreak = found == '\r' || found == '\n';
        return bad(lineBreak ? "response field without a colon" : "illegal character in a response field's name");
    }

    /** Looks at the field's name; most are told apart by their length alone. */
    private boolean interpret(byte[] bytes, int name, int colon, int end) {
        return switch (colon - name) {
            case 10 -> connectionOrCookie(bytes, name, colon, end);
            case 14 -> !startsWith(bytes, name, CONTENT_, 6, T_LENGTH) || contentLength(bytes, colon, end);
            case 16 -> !startsWith(bytes, name, CONTENT_, 8, ENCODING) || contentEncoding(bytes, colon, end);
            case 17 ->
                !startsWith(bytes, name, TRANSFER, 9, ENCODING)
                        || bytes[name + 8] != '-'
                        || transferEncoding(bytes, colon, end);
            default -> true;
        };
    }

    private static boolean startsWith(byte[] bytes, int name, long first, int offset, long second) {
        return Line.eightLower(bytes, name) == first && Line.eightLower(bytes, name + offset) == second;
    }

    private boolean connectionOrCookie(byte[] bytes, int name, int colon, int end) {
        if (startsWith(bytes, name, CONNECTI, 2, NNECTION)) {
            connection(bytes, colon, end);
        } else if (startsWith(bytes, name, SET_COOK, 2, T_COOKIE)) {
            setsCookie = true;
        } else if (startsWith(bytes, name, KEEP_ALI, 2, EP_ALIVE)) {
            keepAlive(bytes, colon, end);
        }
        return true;
    }

    /** {@code timeout=5, max=100}, as servers have it since HTTP/1.0; what is no number is no hint. */
    private void keepAlive(byte[] bytes, int colon, int end) {
        int to = Line.trimmed(bytes, colon + 1, end);
        for (int at = colon + 1; at < to; at = comma(bytes, at, to) + 1) {
            int from = Line.skipBlanks(bytes, at, to);
            int item = Line.trimmed(bytes, from, comma(bytes, from, to));
            int digits = from + TIMEOUT.length();
            if (digits < item && item - digits <= LONGEST_TIMEOUT && Line.same(bytes, from, digits, TIMEOUT)) {
                keepAliveSeconds = number(bytes, digits, item);
            }
        }
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            if (!isDigit(bytes[at])) {
                return UNTOLD;
            }
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    private void connection(byte[] bytes, int colon, int end) {
        int to = Line.trimmed(bytes, colon + 1, end);
        for (int at = colon + 1; at < to; at = comma(bytes, at, to) + 1) {
            int from = Line.skipBlanks(bytes, at, to);
            int item = Line.trimmed(bytes, from, comma(bytes, from, to));
            close |= Line.same(bytes, from, item, "close");
            keepAlive |= Line.same(bytes, from, item, "keep-alive");
        }
    }

    private boolean contentLength(byte[] bytes, int colon, int end) {
        int from = Line.skipBlanks(bytes, colon + 1, end);
        int to = Line.trimmed(bytes, from, end);
        if (contentLength != NONE) {
            return refuse("several Content-Length fields");
        }
        if (from == to || to - from > LONGEST_NUMBER) {
            return refuse("malformed Content-Length");
        }
        long length = 0;
        for (int at = from; at < to; at++) {
            if (!isDigit(bytes[at])) {
                return refuse("malformed Content-Length");
            }
            length = length * 10 + bytes[at] - '0';
        }
        contentLength = length;
        return true;
    }

    private boolean contentEncoding(byte[] bytes, int colon, int end) {
        int from = Line.skipBlanks(bytes, colon + 1, end);
        int to = Line.trimmed(bytes, from, end);
        if (from < to && !Line.same(bytes, from, to, "identity")) {
            coding = coding == ContentCoding.IDENTITY ? coding(bytes, from, to) : ContentCoding.OTHER;
        }
        return true;
    }

    private static ContentCoding coding(byte[] bytes, int from, int to) {
        if (Line.same(bytes, from, to, "gzip") || Line.same(bytes, from, to, "x-gzip")) {
            return ContentCoding.GZIP;
        }
        if (Line.same(bytes, from, to, "br")) {
            return ContentCoding.BROTLI;
        }
        if (Line.same(bytes, from, to, "zstd")) {
            return ContentCoding.ZSTD;
        }
        return Line.same(bytes, from, to, "deflate") ? ContentCoding.DEFLATE : ContentCoding.OTHER;
    }

    private boolean transferEncoding(byte[] bytes, int colon, int end) {
        transferCoded = true;
        int to = Line.trimmed(bytes, colon + 1, end);
        for (int at = colon + 1; at < to; at = comma(bytes, at, to) + 1) {
            int from = Line.skipBlanks(bytes, at, to);
            if (!transferCoding(bytes, from, Line.trimmed(bytes, from, comma(bytes, from, to)))) {
                return false;
            }
        }
        return true;
    }

    private boolean transferCoding(byte[] bytes, int from, int to) {
        if (from == to || Line.same(bytes, from, to, "identity")) {
            return true;
        }
        if (chunked || !Line.same(bytes, from, to, "chunked")) {
            return refuse("transfer coding that was not asked for");
        }
        chunked = true;
        return true;
    }

    private static int comma(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ',') {
            at++;
        }
        return at;
    }

    private int bad(String why) {
        problem = why;
        return BAD;
    }

    private boolean refuse(String why) {
        problem = why;
        return false;
    }

    /** 0 until the status line is read. */
    int status() {
        return status;
    }

    /** A response that only precedes the final one; 101 is none, it ends the conversation in HTTP. */
    boolean isInterim() {
        return status < 200 && status != 101;
    }

    /** Whether the status rules a body out whatever the fields say. */
    boolean isBodiless() {
        return status < 200 || status == 204 || status == 304;
    }

    boolean isChunked() {
        return chunked;
    }

    /** Declared length of the body, {@link #NONE} when there is no such field or a transfer coding overrides it. */
    long contentLength() {
        return chunked ? NONE : contentLength;
    }

    /**
     * Whether both sides mean the connection to stay. Not after a length beside a transfer coding, or a coding in HTTP/1.0:
     * framing that somebody on the way may read differently.
     */
    boolean persists() {
        boolean doubtful = transferCoded && (contentLength != NONE || version10);
        return !close && !doubtful && (!version10 || keepAlive);
    }

    /** How long the server keeps the connection idle by its own word; negative when it says nothing. */
    int keepAliveSeconds() {
        return keepAliveSeconds;
    }

    boolean setsCookie() {
        return setsCookie;
    }

    ContentCoding coding() {
        return coding;
    }

    @Nullable String problem() {
        return problem;
    }
}
