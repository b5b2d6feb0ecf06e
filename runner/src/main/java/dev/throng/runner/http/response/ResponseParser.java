package dev.throng.runner.http.response;

import dev.throng.runner.http.coding.ContentCoding;
import dev.throng.runner.http.pool.Poison;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.url.Line;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.x response after the other from the windows of bytes that a connection receives (RFC 9112). One per
 * connection, confined to its loop. Parses in place: as long as a response lies whole in one window nothing is copied,
 * and the views of its head and body point into that window; they are valid until the window is overwritten or the next
 * {@link #begin}. A response that spans windows keeps its head and its wanted body in borrowed sinks.
 *
 * <p>Where the RFC leaves a choice: a lone LF ends a line of the head, but not of chunk framing. A folded field, white
 * space before a colon, repeated Content-Length fields, a NUL, a lone CR and transfer codings other than chunked are
 * refused. Content-Length beside chunked is ignored, and the connection is not used again. Interim responses are
 * skipped; 101 is refused, since nothing here asks for it. Everything has a limit.
 */
public final class ResponseParser {
    /** What the caller does next. */
    public enum State {
        /** Receive more bytes, or tell of the {@linkplain #endOfStream end}. */
        NEED_MORE,
        /** The response is whole; {@link #parse} stopped exactly behind its last byte. */
        COMPLETE,
        /** What came is no response; see {@link #problem}. The connection cannot be used any more. */
        FAILED
    }

    private enum Part {
        HEAD,
        SIZED,
        CHUNKED,
        UNTIL_CLOSE,
        /** Somebody else knows where it ends. */
        FRAMED
    }

    /** So much of a window is looked at for the rest of a head that did not come in one piece. */
    private static final int SLICE = 1024;

    /** So much of an error's body is kept though nothing reads it: people will want to know what it said. */
    private static final int SAMPLE_BYTES = 4096;

    private static final byte[] EMPTY = {};

    private final SinkPool sinks;
    private @Nullable BodyConsumer bodyConsumer;
    private boolean tapped;
    private long atNanos;
    private boolean upgrades;
    private final Head head = new Head();
    private final Body body;
    private final Chunks chunks = new Chunks();

    private State state = State.NEED_MORE;
    private Part part = Part.HEAD;
    private boolean answersHead;
    private long maxBodyBytes;
    private long left;
    private long headBytes;
    private long totalBytes;
    private boolean persists;
    private String trailers = "";
    private int carried;
    private byte[] headWindow = EMPTY;
    private int headFrom;
    private int headLength;
    /** The head, or its beginning, when it spans windows or has outlived its own. */
    private @Nullable ByteSink keptHead;

    private @Nullable String problem;
    private boolean retired;

    /** One that has read an answer of 200 without anything in it. */
    public static ResponseParser empty(SinkPool sinks) {
        ResponseParser made = new ResponseParser(sinks);
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        made.begin(false, false, 0);
        int unused = made.parse(head, 0, head.length);
        made.outliveWindow();
        return made;
    }

    public ResponseParser(SinkPool sinks) {
        this.sinks = sinks;
        this.body = new Body(sinks);
    }

    /**
     * Gets ready for the response to the next request.
     *
     * @param toHead the request's method is HEAD: the response has no body whatever its fields say
     * @param wantBody the body's content is needed, not only its length
     * @param maxBodyBytes a longer body (as transferred) fails
     */
    public void begin(boolean toHead, boolean wantBody, long maxBodyBytes) {
        checkLent();
        release();
        body.reset(wantBody);
        head.reset();
        head.unframed();
        this.answersHead = toHead;
        this.maxBodyBytes = maxBodyBytes;
        state = State.NEED_MORE;
        part = Part.HEAD;
        trailers = "";
        carried = 0;
        headBytes = 0;
        totalBytes = 0;
        persists = false;
        problem = null;
        bodyConsumer = null;
        tapped = false;
        upgrades = false;
    }

    /** The request asks for another protocol: an answer of 101 is complete where its head ends; behind the beginning. */
    public void upgrades(boolean asked) {
        upgrades = asked;
    }

    /** Offers the body to somebody; behind the beginning. */
    public void bodyConsumer(@Nullable BodyConsumer whose) {
        bodyConsumer = whose;
    }

    /** Says when what comes next was there. */
    public void at(long nanos) {
        atNanos = nanos;
    }

    /**
     * Gets ready for a response whose framing is not its own, as in HTTP/2: it is told by {@link #head}, {@link #content} and {@link
     * #end} instead of {@link #parse}.
     */
    public void beginFramed(boolean toHead, boolean wantBody, long mostBodyBytes) {
        begin(toHead, wantBody, mostBodyBytes);
        head.framed();
    }

    /** Takes a whole head, which stays as it is until {@link #outliveWindow}; after an interim one there is no status yet. */
    public void head(byte[] bytes, int length) {
        checkLent();
        int end = headInPlace(bytes, 0, length);
        totalBytes += length;
        if (state == State.NEED_MORE && end != length) {
            fail("malformed response head");
        }
    }

    /** Takes a piece of the body. */
    public void content(byte[] window, int from, int to) {
        checkLent();
        if (isFrameless()) {
            fail("a body where there can be none");
            return;
        }
        totalBytes += to - from;
        limitedPiece(window, from, to - from);
    }

    private boolean isFrameless() {
        return answersHead || head.isBodiless();
    }

    /** The response is over. */
    public void end() {
        checkLent();
        long declared = isFrameless() ? Head.NONE : head.contentLength();
        if (declared != Head.NONE && declared != body.count()) {
            fail("a body that is not as long as its Content-Length");
        } else if (state == State.NEED_MORE) {
            state = State.COMPLETE;
        }
    }

    /** Fields behind the body, one a line; kept only if they came in HTTP/2. */
    public void trailers(byte[] bytes, int length) {
        checkLent();
        trailers = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** The fields behind the body, one a line; empty when there are none. */
    public String trailers() {
        checkLent();
        return trailers;
    }

    /**
     * Takes the bytes from {@code from} to {@code to} of the window.
     *
     * @return how many were consumed; fewer than given only when the response is complete or has failed
     */
    public int parse(byte[] window, int from, int to) {
        checkLent();
        int at = from;
        while (at < to && state == State.NEED_MORE) {
            int before = at;
            at = switch (part) {
                case HEAD -> head(window, at, to);
                case SIZED -> sized(window, at, to);
                case CHUNKED -> chunked(window, at, to);
                case UNTIL_CLOSE -> untilClose(window, at, to);
                case FRAMED -> throw new IllegalStateException("its framing is not its own");
            };
            totalBytes += at - before;
        }
        if (state == State.NEED_MORE) {
            outliveWindow();
        }
        return at - from;
    }

    /** The peer has closed its side: completes a body that ends with the connection, fails anything else unfinished. */
    public void endOfStream() {
        if (state != State.NEED_MORE) {
            return;
        }
        if (part == Part.UNTIL_CLOSE) {
            state = State.COMPLETE;
        } else {
            fail(started() ? "connection closed in the middle of the response" : "connection closed before a response");
        }
    }

    private int head(byte[] window, int from, int to) {
        return keptHead == null ? headInPlace(window, from, to) : headInPieces(keptHead, window, from, to);
    }

    private int headInPlace(byte[] window, int from, int to) {
        int end = head.parse(window, from, to);
        if (end == Line.INCOMPLETE) {
            keptHead = sinks.take();
            keptHead.append(window, from, to - from);
            return to;
        }
        if (end == Line.BAD) {
            return failHead(to);
        }
        headWindow = window;
        headFrom = from;
        headEnds(end - from);
        return end;
    }

    private int headInPieces(ByteSink kept, byte[] window, int from, int to) {
        int before = kept.length();
        int slice = Math.min(to - from, SLICE);
        kept.append(window, from, slice);
        int end = head.parse(kept.array(), 0, kept.length());
        if (end == Line.INCOMPLETE) {
            return from + slice;
        }
        if (end == Line.BAD) {
            return failHead(to);
        }
        kept.truncate(end);
        headEnds(end);
        return from + end - before;
    }

    private int failHead(int to) {
        String why = head.problem();
        fail(why == null ? "malformed response head" : why);
        return to;
    }

    private void headEnds(int length) {
        headLength = length;
        headBytes += length;
        if (head.isInterim()) {
            skipInterim();
        } else if (head.status() == 101 && upgrades) {
            persists = true;
            state = State.COMPLETE;
        } else if (head.status() == 101) {
            fail("101 Switching Protocols was not asked for");
        } else {
            frame();
        }
    }

    private void skipInterim() {
        if (headBytes > Head.MAX_BYTES) {
            fail("interim responses longer than 64 KiB");
        }
        head.reset();
        releaseHead();
    }

    /** Decides how long the body is: RFC 9112 §6.3, in its order. */
    private void frame() {
        persists = head.persists();
        if (head.status() >= 400) {
            body.sample(SAMPLE_BYTES);
        }
        BodyConsumer taker = bodyConsumer;
        tapped = taker != null && taker.opened(this);
        if (head.isFramed()) {
            part = Part.FRAMED;
            if (!isFrameless() && isTooLong(head.contentLength())) {
                failTooLong();
            }
        } else if (answersHead || head.isBodiless() || head.contentLength() == 0) {
            state = State.COMPLETE;
        } else if (head.isChunked()) {
            chunks.reset();
            part = Part.CHUNKED;
        } else if (isTooLong(head.contentLength())) {
            failTooLong();
        } else if (head.contentLength() > 0) {
            left = head.contentLength();
            part = Part.SIZED;
        } else {
            persists = false;
            part = Part.UNTIL_CLOSE;
        }
    }

    private int sized(byte[] window, int from, int to) {
        int size = (int) Math.min(left, to - from);
        piece(window, from, size);
        left -= size;
        if (left == 0) {
            state = State.COMPLETE;
        }
        return from + size;
    }

    private int chunked(byte[] window, int from, int to) {
        int size = (int) Math.min(chunks.data(), to - from);
        if (size > 0) {
            limitedPiece(window, from, size);
            chunks.took(size);
            return from + size;
        }
        int at = chunks.framing(window, from, to);
        String why = chunks.problem();
        if (why != null) {
            fail(why);
        } else if (chunks.isDone()) {
            state = State.COMPLETE;
        }
        return at;
    }

    private int untilClose(byte[] window, int from, int to) {
        limitedPiece(window, from, to - from);
        return to;
    }

    private void limitedPiece(byte[] window, int from, int size) {
        piece(window, from, size);
        if (isTooLong(body.count())) {
            failTooLong();
        }
    }

    private void piece(byte[] window, int from, int size) {
        BodyConsumer taker = bodyConsumer;
        if (tapped && taker != null) {
            body.pass(size);
            taker.piece(window, from, size, atNanos);
        } else {
            body.piece(window, from, size);
        }
    }

    /** What is not kept may be as long as it likes. */
    private boolean isTooLong(long bytes) {
        return !tapped && bytes > maxBodyBytes;
    }

    private void failTooLong() {
        fail("response body longer than http.maxBodySize");
    }

    private void fail(String why) {
        problem = why;
        state = State.FAILED;
        persists = false;
    }

    /** The window is about to be overwritten. */
    public void outliveWindow() {
        body.keep();
        if (keptHead == null && headLength > 0) {
            keptHead = sinks.take();
            keptHead.append(headWindow, headFrom, headLength);
            headWindow = EMPTY;
            headFrom = 0;
        }
    }

    /** Gives borrowed sinks back; the views are gone. To be called when the exchange is judged or the connection dies. */
    public void release() {
        body.release();
        releaseHead();
    }

    private void releaseHead() {
        ByteSink kept = keptHead;
        if (kept != null) {
            keptHead = null;
            sinks.give(kept);
        }
        headWindow = EMPTY;
        headFrom = 0;
        headLength = 0;
    }

    public State state() {
        checkLent();
        return state;
    }

    /** Makes it unusable: every later touch fails. For the mode of {@link Poison}. */
    void retire() {
        checkLent();
        retired = true;
    }

    private void checkLent() {
        if (retired) {
            throw new Poison.Touched("a response parser was used after it had been given back");
        }
    }

    /** Whether a byte of the response has come: when not, a request on a reused connection may be sent again. */
    public boolean started() {
        return totalBytes > 0;
    }

    /** Status code of the final response, 0 as long as its head has not come. */
    public int status() {
        checkLent();
        return carried != 0 ? carried : headStatus();
    }

    /** The status of the head, whatever the response carries. */
    public int headStatus() {
        return headLength > 0 ? head.status() : 0;
    }

    /** Gives it the status of what it carries, as an answer of gRPC has one of its own. */
    public void carries(int status) {
        carried = status;
    }

    /** The value of a field behind the body; null when there is none. */
    public @Nullable String trailer(String name) {
        String lower = name.toLowerCase(Locale.ROOT) + ":";
        return trailers.lines()
                .filter(line -> line.regionMatches(true, 0, lower, 0, lower.length()))
                .map(line -> line.substring(lower.length()).strip())
                .findFirst()
                .orElse(null);
    }

    /** Whether the connection may carry another request after this complete response. */
    public boolean keepAlive() {
        return persists;
    }

    /** How long the server says that it keeps the connection idle; negative when it says nothing. */
    public int keepAliveSeconds() {
        return head.keepAliveSeconds();
    }

    /** Why it failed, in words for the failure table: no figures that differ from response to response. */
    public String problem() {
        return problem == null ? "" : problem;
    }

    /** Bytes of status lines and fields so far, interim responses included. */
    public long headBytes() {
        return headBytes;
    }

    /** Bytes of the body's content so far, as transferred: without chunk framing, not decompressed. */
    public long bodyBytes() {
        return body.count();
    }

    /** All bytes of the response so far: heads, framing, content, trailers. */
    public long totalBytes() {
        return totalBytes;
    }

    /** The array that holds the wanted body: {@link #bodyLength} bytes from {@link #bodyFrom}. Once complete only. */
    public byte[] bodyArray() {
        checkLent();
        return body.array();
    }

    public int bodyFrom() {
        return body.from();
    }

    public int bodyLength() {
        return body.length();
    }

    /** The array that holds the final head: {@link #headLength} bytes from {@link #headFrom}, with the empty line. */
    public byte[] headArray() {
        checkLent();
        return keptHead != null ? keptHead.array() : headWindow;
    }

    public int headFrom() {
        return headFrom;
    }

    /** 0 as long as the final head is not whole. */
    public int headLength() {
        return headLength;
    }

    /** Whether the response sets cookies; seen without looking through the head again. */
    public boolean setsCookies() {
        return head.setsCookie();
    }

    /** How the body's content is encoded. */
    public ContentCoding coding() {
        return head.coding();
    }

    /**
     * The values of the fields with this name, in any case and in their order, of those behind the body too; empty when there is
     * none. Allocates; for checks and captures.
     */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>(1);
        fields(name, (bytes, from, to) -> values.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
        String behind = trailers.isEmpty() ? null : trailer(name);
        if (behind != null) {
            values.add(behind);
        }
        return values;
    }

    /** The first value of the field with this name, in any case; null when there is none. */
    public @Nullable String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Where a redirect goes, as text that makes a URL; null when it says nothing. Of several fields the first one counts. */
    public @Nullable String location() {
        List<String> values = new ArrayList<>(1);
        fields("location", (bytes, from, to) -> values.add(Url.ofField(bytes, from, to)));
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Shows the visitor every field with this name (any case), in order. */
    public void fields(String name, FieldVisitor visitor) {
        byte[] bytes = headArray();
        int to = headFrom + headLength;
        String lower = name.toLowerCase(Locale.ROOT);
        for (int at = nextLine(bytes, headFrom, to); at < to; at = nextLine(bytes, at, to)) {
            int colon = Line.tokenEnd(bytes, at, to);
            if (Line.same(bytes, at, colon, lower)) {
                int from = Line.skipBlanks(bytes, colon + 1, to);
                visitor.value(bytes, from, Line.trimmed(bytes, from, Line.end(bytes, from, to)));
            }
        }
    }

    private static int nextLine(byte[] bytes, int at, int to) {
        int end = Line.end(bytes, at, to);
        return end < 0 ? to : end + 1;
    }
}
