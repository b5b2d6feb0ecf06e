package dev.throng.runner.http.h2;

import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says on a connection, frame by frame, and whether it may. Confined to its loop. */
final class Incoming implements FrameReader.Taker {
    /** Some Huffman code may be longer than what it stands for. */
    private static final int MAX_BLOCK_BYTES = HeaderReader.MAX_HEAD_BYTES + 16 * 1024;

    private static final int MAX_BLOCK_FRAMES = 64;
    private static final int LONGEST_DEBUG = 200;

    private final Multiplexer multiplexer;
    private final HeaderReader reader = new HeaderReader();
    private final List<Stream> touched = new ArrayList<>(4);
    private long receiveWindow = Multiplexer.CONNECTION_WINDOW;
    private boolean greeted;

    /** A head of which more is to come. */
    private @Nullable ByteSink block;

    private int blockStream;
    private int blockFrames;
    private boolean blockEnds;

    private @Nullable Stream receiving;

    /** The stream's number then: the same object may have begun another since. */
    private int receivingId;

    Incoming(Multiplexer multiplexer) {
        this.multiplexer = multiplexer;
    }

    @Override
    public boolean stopped() {
        return multiplexer.over;
    }

    @Override
    public void violated(ErrorCode code, String problem) {
        multiplexer.violated(code, problem);
    }

    /** The bytes of what was received are about to be overwritten. */
    void outlive() {
        for (Stream stream : touched) {
            if (stream.open) {
                stream.outlive();
            }
        }
        touched.clear();
    }

    @Override
    public void frame(int type, int flags, int id, byte[] bytes, int from, int length) {
        if (!isInOrder(type, id)) {
            return;
        }
        switch (type) {
            case Frame.HEADERS -> headers(flags, id, bytes, from, length);
            case Frame.CONTINUATION -> continuation(flags, bytes, from, length);
            case Frame.RST_STREAM -> reset(id, bytes, from, length);
            case Frame.SETTINGS -> settings(flags, id, bytes, from, length);
            case Frame.PING -> ping(flags, id, bytes, from, length);
            case Frame.GOAWAY -> goAway(id, bytes, from, length);
            case Frame.WINDOW_UPDATE -> windowUpdate(id, bytes, from, length);
            case Frame.PUSH_PROMISE -> violated(ErrorCode.PROTOCOL_ERROR, "a push that nobody asked for");
            default -> {}
        }
    }

    private boolean isInOrder(int type, int id) {
        boolean head = block != null;
        if (!greeted && type != Frame.SETTINGS) {
            violated(ErrorCode.PROTOCOL_ERROR, "something before its settings");
        } else if (head != (type == Frame.CONTINUATION) || head && id != blockStream) {
            violated(
                    ErrorCode.PROTOCOL_ERROR,
                    head ? "a frame within a head" : "the end of a head that has no beginning");
        }
        return !multiplexer.over;
    }

    /** Whether a frame is about a stream that is under way; one that is multiplexer.over, or was given up, may still be spoken of. */
    private @Nullable Stream stream(int id) {
        Stream stream = multiplexer.streams.get(id);
        if (stream == null && ((id & 1) == 0 || id >= multiplexer.nextId)) {
            violated(ErrorCode.PROTOCOL_ERROR, "a frame of a stream that does not exist");
        }
        return stream;
    }

    private void receives(@Nullable Stream stream, int id) {
        receiving = stream;
        receivingId = id;
    }

    /** Whose frame it is that has come, as long as that is under way. */
    private @Nullable Stream receiving() {
        Stream stream = receiving;
        return stream != null && stream.open && stream.id == receivingId ? stream : null;
    }

    /** It may have to outlive what has come. */
    private void touch() {
        Stream stream = receiving();
        if (stream != null && !touched.contains(stream)) {
            touched.add(stream);
        }
    }

    private void headers(int flags, int id, byte[] bytes, int from, int length) {
        int start = from;
        int to = from + length;
        if ((flags & Frame.PADDED) != 0) {
            to -= start < to ? bytes[start] & 0xff : 0;
            start++;
        }
        if ((flags & Frame.WITH_PRIORITY) != 0) {
            start += 5;
        }
        if (start > to) {
            violated(ErrorCode.PROTOCOL_ERROR, "a head that is shorter than it says");
            return;
        }
        boolean ends = (flags & Frame.END_STREAM) != 0;
        if ((flags & Frame.END_HEADERS) != 0) {
            head(id, bytes, start, to - start, ends);
        } else {
            ByteSink begun = new ByteSink(2 * Frame.MAX_PAYLOAD);
            begun.append(bytes, start, to - start);
            block = begun;
            blockStream = id;
            blockFrames = 1;
            blockEnds = ends;
        }
    }

    private void continuation(int flags, byte[] bytes, int from, int length) {
        ByteSink begun = block;
        if (begun == null) {
            return;
        }
        begun.append(bytes, from, length);
        blockFrames++;
        if (begun.length() > MAX_BLOCK_BYTES || blockFrames > MAX_BLOCK_FRAMES) {
            violated(ErrorCode.ENHANCE_YOUR_CALM, "a response head longer than 64 KiB, or in too many pieces");
        } else if ((flags & Frame.END_HEADERS) != 0) {
            block = null;
            head(blockStream, begun.array(), 0, begun.length(), blockEnds);
        }
    }

    private void head(int id, byte[] bytes, int from, int length, boolean ends) {
        Stream stream = stream(id);
        if (multiplexer.over) {
            return;
        }
        Stream before = receiving();
        if (before != null) {
            before.outlive();
        }
        boolean trails = stream != null && stream.headed;
        HeaderReader.Outcome outcome = reader.read(id, bytes, from, length, trails);
        if (outcome == HeaderReader.Outcome.BROKEN) {
            violated(ErrorCode.COMPRESSION_ERROR, reader.problem());
        } else if (stream != null) {
            stream.receives(length + Frame.HEADER_BYTES);
            receives(stream, id);
            read(stream, outcome, trails, ends);
        }
    }

    private void read(Stream stream, HeaderReader.Outcome outcome, boolean trails, boolean ends) {
        if (outcome == HeaderReader.Outcome.MALFORMED) {
            multiplexer.violated(stream, ErrorCode.PROTOCOL_ERROR, reader.problem());
        } else if (trails && !ends) {
            multiplexer.violated(stream, ErrorCode.PROTOCOL_ERROR, "a second head");
        } else {
            boolean interim = hand(stream, trails);
            if (receiving() == null) {
                return;
            }
            if (ends && interim) {
                multiplexer.violated(stream, ErrorCode.PROTOCOL_ERROR, "an interim response without another behind it");
            } else if (ends) {
                multiplexer.complete(stream);
            } else {
                touch();
            }
        }
    }

    private boolean hand(Stream stream, boolean trails) {
        if (trails) {
            stream.trailers(reader.bytes(), reader.length());
            return false;
        }
        int id = stream.id;
        boolean interim = stream.head(reader.bytes(), reader.length(), reader.held());
        if (stream.id == id) {
            stream.headed = !interim;
        }
        return interim;
    }

    @Override
    public void dataBegins(int id, int length) {
        if (!isInOrder(Frame.DATA, id)) {
            return;
        }
        receives(stream(id), id);
        receiveWindow -= length;
        if (receiveWindow < 0) {
            violated(ErrorCode.FLOW_CONTROL_ERROR, "more data than the connection's window lets it send");
        } else if (receiveWindow < Multiplexer.CONNECTION_WINDOW / 2) {
            Frame.windowUpdate(multiplexer.output, 0, (int) (Multiplexer.CONNECTION_WINDOW - receiveWindow));
            receiveWindow = Multiplexer.CONNECTION_WINDOW;
            multiplexer.owner.outputWaits();
        }
        Stream stream = receiving();
        if (stream != null && !multiplexer.over) {
            begins(stream, length);
        }
    }

    private void begins(Stream stream, int length) {
        stream.receives(length + Frame.HEADER_BYTES);
        stream.receiveWindow -= length;
        if (!stream.headed) {
            multiplexer.violated(stream, ErrorCode.PROTOCOL_ERROR, "data before a head");
        } else if (stream.receiveWindow < 0) {
            multiplexer.violated(
                    stream, ErrorCode.FLOW_CONTROL_ERROR, "more data than the stream's window lets it send");
        }
    }

    @Override
    public void content(byte[] bytes, int from, int to) {
        Stream stream = receiving();
        if (stream != null) {
            stream.content(bytes, from, to);
            touch();
        }
    }

    @Override
    public void dataEnds(boolean last) {
        Stream stream = receiving();
        if (stream == null || multiplexer.over) {
            return;
        }
        if (last) {
            multiplexer.complete(stream);
        } else if (stream.receiveWindow < Multiplexer.STREAM_WINDOW / 2) {
            Frame.windowUpdate(multiplexer.output, stream.id, (int) (Multiplexer.STREAM_WINDOW - stream.receiveWindow));
            stream.receiveWindow = Multiplexer.STREAM_WINDOW;
            multiplexer.owner.outputWaits();
        }
    }

    private void reset(int id, byte[] bytes, int from, int length) {
        if (length != 4) {
            violated(ErrorCode.FRAME_SIZE_ERROR, "a frame of the wrong length");
            return;
        }
        Stream stream = stream(id);
        if (stream == null || multiplexer.over) {
            return;
        }
        int code = Frame.number(bytes, from);
        if (code == ErrorCode.REFUSED_STREAM.ordinal()) {
            multiplexer.end(stream, Stream.Ending.UNPROCESSED, "the server refused the stream (REFUSED_STREAM)");
        } else {
            multiplexer.end(stream, Stream.Ending.RESET, "the server reset the stream (" + ErrorCode.name(code) + ")");
        }
    }

    private void settings(int flags, int id, byte[] bytes, int from, int length) {
        boolean ack = (flags & Frame.ACK) != 0;
        if (id != 0 || !greeted && ack) {
            violated(ErrorCode.PROTOCOL_ERROR, "settings out of place");
        } else if (ack ? length != 0 : length % PeerSettings.ENTRY_BYTES != 0) {
            violated(ErrorCode.FRAME_SIZE_ERROR, "a frame of the wrong length");
        } else if (!ack) {
            greeted = true;
            settings(bytes, from, length);
        }
    }

    private void settings(byte[] bytes, int from, int length) {
        long before = multiplexer.peer.initialWindow();
        String problem = multiplexer.peer.apply(bytes, from, length);
        if (problem != null) {
            violated(ErrorCode.PROTOCOL_ERROR, problem);
            return;
        }
        Frame.header(multiplexer.output, 0, Frame.SETTINGS, Frame.ACK, 0);
        multiplexer.answers(Frame.HEADER_BYTES);
        long more = multiplexer.peer.initialWindow() - before;
        if (more != 0) {
            widen(more);
        }
    }

    private void widen(long more) {
        for (Stream stream : multiplexer.streams.values()) {
            stream.sendWindow += more;
            if (stream.sendWindow > Multiplexer.LARGEST_WINDOW) {
                violated(ErrorCode.FLOW_CONTROL_ERROR, "a window of more than 2 GiB");
                return;
            }
        }
        multiplexer.proceed();
    }

    private void ping(int flags, int id, byte[] bytes, int from, int length) {
        if (id != 0 || length != 8) {
            violated(id != 0 ? ErrorCode.PROTOCOL_ERROR : ErrorCode.FRAME_SIZE_ERROR, "a malformed ping");
        } else if ((flags & Frame.ACK) == 0) {
            Frame.header(multiplexer.output, length, Frame.PING, Frame.ACK, 0);
            multiplexer.output.append(bytes, from, length);
            multiplexer.answers(Frame.HEADER_BYTES + length);
        }
    }

    private void goAway(int id, byte[] bytes, int from, int length) {
        if (id != 0 || length < 8) {
            violated(id != 0 ? ErrorCode.PROTOCOL_ERROR : ErrorCode.FRAME_SIZE_ERROR, "a malformed goodbye");
            return;
        }
        int last = Frame.stream(bytes, from);
        String farewell = farewell(Frame.number(bytes, from + 4), bytes, from + 8, length - 8);
        multiplexer.leaves(farewell);
        for (Stream stream : new ArrayList<>(multiplexer.streams.values())) {
            if (stream.id > last && stream.open) {
                multiplexer.end(stream, Stream.Ending.UNPROCESSED, farewell);
            }
        }
        multiplexer.owner.leaving();
    }

    private void windowUpdate(int id, byte[] bytes, int from, int length) {
        if (length != 4) {
            violated(ErrorCode.FRAME_SIZE_ERROR, "a frame of the wrong length");
            return;
        }
        int more = Frame.stream(bytes, from);
        if (id == 0) {
            multiplexer.sendWindow += more;
            if (more == 0 || multiplexer.sendWindow > Multiplexer.LARGEST_WINDOW) {
                violated(ErrorCode.FLOW_CONTROL_ERROR, "a window that grows by nothing or beyond 2 GiB");
                return;
            }
        } else {
            Stream stream = stream(id);
            if (stream == null) {
                return;
            }
            stream.sendWindow += more;
            if (more == 0 || stream.sendWindow > Multiplexer.LARGEST_WINDOW) {
                multiplexer.violated(
                        stream, ErrorCode.FLOW_CONTROL_ERROR, "a window that grows by nothing or beyond 2 GiB");
                return;
            }
        }
        if (!multiplexer.waiting.isEmpty()) {
            multiplexer.proceed();
        }
    }

    private static String farewell(int code, byte[] bytes, int from, int length) {
        String why = code == 0 ? "" : ": " + ErrorCode.name(code);
        String debug = new String(bytes, from, Math.min(length, LONGEST_DEBUG), StandardCharsets.US_ASCII)
                .replaceAll("[^ -~]+", " ")
                .strip();
        return "the server ended the connection (GOAWAY" + why + ")" + (debug.isEmpty() ? "" : ": " + debug);
    }
}
