package dev.throng.runner.http.h2;

import dev.throng.runner.script.ByteSink;
import io.netty.util.collection.IntObjectHashMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;

/**
 * One connection's HTTP/2 (RFC 9113), without its socket: streams with their frames, the compression of their heads, windows both
 * ways. Confined to its loop.
 *
 * <p>Nothing the server sends makes it hold more than one head, one frame and what answers to its questions take, all of
 * them limited. What breaks the rules of a stream ends that stream; what breaks the connection's ends all of them.
 */
public final class Multiplexer {
    /** Who sends what {@link #output} holds. */
    public interface Owner {
        /** There is something to send. */
        void outputWaits();

        /** It is over: nothing more is to be received, what waits may be sent. Streams have not been told. */
        void violated(String problem);

        /** The server wants no more streams here. */
        void leaving();
    }

    /** The windows that browsers give: large enough that a fast server never waits for us. */
    static final int STREAM_WINDOW = 6 << 20;

    static final int CONNECTION_WINDOW = 15 << 20;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    static final long LARGEST_WINDOW = Integer.MAX_VALUE;
    private static final int PING_BYTES = 8;
    private static final int LAST_STREAM = Integer.MAX_VALUE - 2;
    private static final byte[] OLDER = "HTTP".getBytes(StandardCharsets.US_ASCII);
    private static final byte TLS_ALERT = 0x15;
    private static final byte TLS_HANDSHAKE = 0x16;

    /** Answers that wait because the server does not read: beyond this it floods. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    final Owner owner;
    private final HeaderWriter writer;
    final PeerSettings peer;
    private final Incoming incoming = new Incoming(this);
    private final FrameReader frames = new FrameReader(incoming);
    final IntObjectHashMap<Stream> streams = new IntObjectHashMap<>();
    final ArrayDeque<Stream> waiting = new ArrayDeque<>(0);
    final ByteSink output;

    int nextId = 1;
    long sendWindow = PeerSettings.USUAL_WINDOW;
    private int answerBytes;
    private int pings;

    /** How much of {@link #OLDER} the server has begun with; all of it when it didn't. */
    private int opening;

    boolean over;
    private boolean leaving;
    private String farewell = "";

    /** @param output what is to be sent; whoever sends it empties it, and calls {@link #sent} */
    public Multiplexer(Owner owner, boolean tls, ByteSink output) {
        this.owner = owner;
        this.output = output;
        writer = new HeaderWriter(tls);
        peer = new PeerSettings(writer);
        greet();
    }

    /** Loads what the first exchange would wait for; before a run's clock starts. */
    public static void warmUp() {
        ByteSink request = new ByteSink(256);
        request.append("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n");
        HeaderWriter writer = new HeaderWriter(false);
        int unused = writer.write(1, request);
        // A response's head: status 200 and a field that Huffman's code has shortened.
        byte[] head = {(byte) 0x88, 0x0f, 0x27, (byte) 0x81, 0x07};
        if (new HeaderReader().read(1, head, 0, head.length, false) != HeaderReader.Outcome.READ) {
            throw new IllegalStateException("a head by the book can't be read");
        }
    }

    private void greet() {
        output.append(PREFACE);
        Frame.header(output, 4 * PeerSettings.ENTRY_BYTES, Frame.SETTINGS, 0, 0);
        // The usual size, said all the same: servers that make no use of the table take this for a reason to say so.
        Frame.setting(output, 1, HeaderReader.TABLE_BYTES);
        Frame.setting(output, 2, 0);
        Frame.setting(output, 4, STREAM_WINDOW);
        Frame.setting(output, 6, HeaderReader.MAX_HEAD_BYTES);
        Frame.windowUpdate(output, 0, CONNECTION_WINDOW - PeerSettings.USUAL_WINDOW);
    }

    /** Whether it can carry another stream now. */
    public boolean hasRoom() {
        return !over && !leaving && streams.size() < peer.maxStreams() && nextId < LAST_STREAM;
    }

    /** Streams that are under way. */
    public int active() {
        return streams.size();
    }

    /** The connection is gone, and all that is under way with it. */
    public void end(Stream.Ending how, String message) {
        over = true;
        for (Stream stream : new ArrayList<>(streams.values())) {
            if (stream.open) {
                end(stream, how, message);
            }
        }
    }

    /** What the server said when it announced its end; empty when it has said nothing. */
    public String farewell() {
        return farewell;
    }

    /** All that waited has been given to the kernel. */
    public void sent() {
        answerBytes = 0;
    }

    /** Begins a stream by sending a request, whose body follows as the server's windows let it. The bytes are the caller's afterwards. */
    public void send(Stream stream, ByteSink request) {
        send(stream, request, request.length());
    }

    /** The same with a body that comes in parts. @param to where the first part ends; {@link #more} sends the others */
    public void send(Stream stream, ByteSink request, int to) {
        int id = nextId;
        nextId += 2;
        int before = output.length();
        int body = writer.write(id, request);
        stream.begin(id, peer.initialWindow(), STREAM_WINDOW);
        streams.put(id, stream);
        stream.more = to < request.length();
        head(id, writer.block(), body == request.length());
        stream.sends(output.length() - before);
        if (body < to) {
            body(stream, request, body, to);
        }
        owner.outputWaits();
    }

    /** Sends the next part of a request; the last one ends where the request ends. Does nothing when the stream is over. */
    public void more(Stream stream, ByteSink request, int from, int to) {
        if (stream.open) {
            stream.more = to < request.length();
            body(stream, request, from, to);
            owner.outputWaits();
        }
    }

    private void body(Stream stream, ByteSink bytes, int from, int to) {
        stream.sends(framed(to - from));
        ByteSink rest = stream.rest;
        if (rest != null) {
            rest.append(bytes.array(), from, to - from);
            return;
        }
        int sent = data(stream, bytes, from, to);
        if (sent < to) {
            ByteSink kept = new ByteSink(to - sent);
            kept.append(bytes.array(), sent, to - sent);
            stream.rest = kept;
            stream.restFrom = 0;
            waiting.add(stream);
        }
    }

    /** What a body takes in frames, should no window cut it smaller. */
    private static long framed(int body) {
        int frames = (body + Frame.MAX_PAYLOAD - 1) / Frame.MAX_PAYLOAD;
        return body + (long) frames * Frame.HEADER_BYTES;
    }

    private void head(int id, byte[] fields, boolean last) {
        int at = 0;
        int type = Frame.HEADERS;
        int flags = last ? Frame.END_STREAM : 0;
        do {
            int size = Math.min(fields.length - at, Frame.MAX_PAYLOAD);
            boolean whole = at + size == fields.length;
            Frame.header(output, size, type, whole ? flags | Frame.END_HEADERS : flags, id);
            output.append(fields, at, size);
            at += size;
            type = Frame.CONTINUATION;
            flags = 0;
        } while (at < fields.length);
    }

    /** Sends what the windows let go; gives where the rest begins. */
    private int data(Stream stream, ByteSink body, int from, int to) {
        int at = from;
        long most = Math.min(stream.sendWindow, sendWindow);
        while (at < to && most > 0) {
            int size = (int) Math.min(Math.min(to - at, Frame.MAX_PAYLOAD), most);
            Frame.header(output, size, Frame.DATA, at + size == to && !stream.more ? Frame.END_STREAM : 0, stream.id);
            output.append(body.array(), at, size);
            at += size;
            most -= size;
            stream.sendWindow -= size;
            sendWindow -= size;
        }
        return at;
    }

    /** Windows have grown. */
    void proceed() {
        for (int known = waiting.size(); known > 0 && sendWindow > 0; known--) {
            Stream stream = waiting.remove();
            ByteSink rest = stream.rest;
            if (!stream.open || rest == null) {
                continue;
            }
            stream.restFrom = data(stream, rest, stream.restFrom, rest.length());
            if (stream.restFrom == rest.length()) {
                stream.rest = null;
            } else {
                waiting.add(stream);
            }
        }
        owner.outputWaits();
    }

    /** Asks whether the server is there. Whatever it says next tells. */
    public void ping() {
        if (!over) {
            Frame.header(output, PING_BYTES, Frame.PING, 0, 0);
            Frame.number(output, 0);
            Frame.number(output, ++pings);
            owner.outputWaits();
        }
    }

    /** Nobody waits for this stream's response any more; does nothing when it is over. */
    public void cancel(Stream stream) {
        if (stream.open) {
            forget(stream);
            if (!over) {
                Frame.reset(output, stream.id, ErrorCode.CANCEL);
                owner.outputWaits();
            }
        }
    }

    private void forget(Stream stream) {
        stream.open = false;
        if (stream.rest != null) {
            stream.rest = null;
            waiting.remove(stream);
        }
        streams.remove(stream.id);
    }

    /** Says goodbye. */
    public void leave() {
        if (!over) {
            over = true;
            goAway(ErrorCode.NO_ERROR);
        }
    }

    private void goAway(ErrorCode code) {
        Frame.header(output, 8, Frame.GOAWAY, 0, 0);
        Frame.number(output, 0);
        Frame.number(output, code.ordinal());
    }

    /** Takes what the server has sent, and nothing once it is over. The bytes are the caller's afterwards. */
    public void receive(byte[] bytes, int from, int to) {
        for (int at = from; opening < OLDER.length && at < to; at++) {
            look(bytes[at]);
        }
        if (!over) {
            frames.receive(bytes, from, to);
            incoming.outlive();
        }
    }

    /** The first bytes of all tell who speaks another protocol. */
    private void look(byte next) {
        if (opening == 0 && (next == TLS_ALERT || next == TLS_HANDSHAKE)) {
            over = true;
            owner.violated("the server speaks TLS here; use https");
        } else if (next == OLDER[opening] && opening == OLDER.length - 1) {
            over = true;
            owner.violated("the server answers in HTTP/1.1 here; set http.version to auto or \"1.1\"");
        }
        opening = next == OLDER[opening] ? opening + 1 : OLDER.length;
    }

    void violated(ErrorCode code, String problem) {
        if (!over) {
            over = true;
            goAway(code);
            owner.violated("the server broke the rules of HTTP/2: " + problem);
        }
    }

    /** The server has announced the end. */
    void leaves(String words) {
        farewell = words;
        leaving = true;
    }

    /** A stream's own fault; the others go on. */
    void violated(Stream stream, ErrorCode code, String problem) {
        Frame.reset(output, stream.id, code);
        owner.outputWaits();
        end(stream, Stream.Ending.VIOLATED, "the server broke the rules of HTTP/2: " + problem);
    }

    void end(Stream stream, Stream.Ending how, String message) {
        forget(stream);
        stream.over(how, message);
    }

    void complete(Stream stream) {
        if (stream.rest != null || stream.more) {
            // The server has said all without having heard all.
            Frame.reset(output, stream.id, ErrorCode.NO_ERROR);
            owner.outputWaits();
        }
        forget(stream);
        stream.complete();
    }

    /** An answer to something that the server need not have sent. */
    void answers(int bytes) {
        answerBytes += bytes;
        if (answerBytes > MAX_ANSWER_BYTES) {
            violated(ErrorCode.ENHANCE_YOUR_CALM, "it asks faster than it reads the answers");
        }
        owner.outputWaits();
    }
}
