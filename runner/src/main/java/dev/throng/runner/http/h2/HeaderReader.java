package dev.throng.runner.http.h2;

import dev.throng.runner.script.ByteSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes of compressed header blocks heads as HTTP/1.1 would have them. One per connection, as the compression depends on all that came
 * before; confined to its loop.
 */
final class HeaderReader {
    /** What a head may have, uncompressed; the same as for HTTP/1.1. */
    static final int MAX_HEAD_BYTES = 64 * 1024;

    /** What the table of the response's fields may hold. */
    static final int TABLE_BYTES = 4096;

    enum Outcome {
        READ,
        /** The stream's fault alone; see {@link #problem}. */
        MALFORMED,
        /** The tables of both sides differ from now on. */
        BROKEN
    }

    private final Text text = new Text();
    private final Blocks blocks = new Blocks();
    private final Decoder decoder = new Decoder(text);
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;
    private byte @Nullable [] known;
    private boolean trailers;

    /** What the server's last word on it was. */
    private long tableSize = TABLE_BYTES;

    /**
     * Reads a block.
     *
     * @param trails whether these are the fields behind a body
     */
    Outcome read(int stream, byte[] bytes, int from, int length, boolean trails) {
        known = trails ? null : blocks.meaning(bytes, from, length);
        if (known != null) {
            return Outcome.READ;
        }
        trailers = trails;
        text.begin(trails);
        try {
            unread = Unpooled.wrappedBuffer(bytes, from, length);
            decoder.decodeHeaders(stream, unread);
        } catch (Http2Exception wrong) {
            boolean own = Http2Exception.isStreamError(wrong);
            text.refuse(
                    own
                            ? "a response head longer than 64 KiB or against the rules"
                            : "fields that can't be decompressed");
            blocks.forget();
            return own ? Outcome.MALFORMED : Outcome.BROKEN;
        } catch (IllegalArgumentException | IndexOutOfBoundsException cut) {
            text.refuse("fields that can't be decompressed");
            return Outcome.BROKEN;
        }
        text.end();
        boolean changes = Blocks.changesTable(bytes, from, from + length, tableSize);
        tableSize = Blocks.tableSize(bytes, from, from + length, tableSize);
        if (changes) {
            blocks.forget();
        } else if (!trailers && text.problem == null) {
            blocks.learn(Arrays.copyOfRange(bytes, from, from + length), text.out.copy());
        }
        return text.problem == null ? Outcome.READ : Outcome.MALFORMED;
    }

    /** The head that was read last. */
    byte[] bytes() {
        byte[] met = known;
        return met == null ? text.out.array() : met;
    }

    int length() {
        byte[] met = known;
        return met == null ? text.out.length() : met.length;
    }

    /** Whether the bytes of the head stay as they are when another is read. */
    boolean held() {
        return known != null;
    }

    String problem() {
        String why = text.problem;
        return why == null ? "" : why;
    }

    private static final class Decoder extends DefaultHttp2HeadersDecoder {
        private final Text text;

        Decoder(Text text) {
            super(true, MAX_HEAD_BYTES);
            this.text = text;
        }

        @Override
        protected Http2Headers newHeaders() {
            return text;
        }
    }

    /** Writes fields down as they are found. */
    private static final class Text extends DefaultHttp2Headers {
        private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '2', '.', '0', ' '};
        private static final byte[] LINE_BREAK = {'\r', '\n'};

        final ByteSink out = new ByteSink(512);
        private @Nullable String problem;
        private boolean trails;
        private boolean status;

        Text() {
            super(false);
        }

        void begin(boolean trailers) {
            out.truncate(0);
            problem = null;
            trails = trailers;
            status = false;
        }

        void end() {
            if (!trails && !status) {
                refuse("a response without a status");
            }
            out.append(LINE_BREAK);
        }

        void refuse(String why) {
            if (problem == null) {
                problem = why;
            }
        }

        @Override
        public Http2Headers add(CharSequence name, CharSequence value) {
            if (name.length() > 0 && name.charAt(0) == ':') {
                pseudo(name, value);
            } else if (!trails && !status) {
                refuse("a field before the status");
            } else {
                field(name, value);
            }
            return this;
        }

        private void pseudo(CharSequence name, CharSequence value) {
            if (trails || status || !":status".contentEquals(name)) {
                refuse("a pseudo-header field that no response has there");
            } else if (value.length() != 3) {
                refuse("a malformed status");
            }
            status = true;
            out.append(VERSION);
            write(value, false);
            out.append(LINE_BREAK);
        }

        private void field(CharSequence name, CharSequence value) {
            if (name.isEmpty()) {
                refuse("a field without a name");
            }
            write(name, true);
            out.append((byte) ':');
            out.append((byte) ' ');
            write(value, false);
            out.append(LINE_BREAK);
        }

        private void write(CharSequence part, boolean name) {
            for (int i = 0; i < part.length(); i++) {
                char c = part.charAt(i);
                if (name
                        ? c <= ' ' || c >= 0x7f || c == ':' || c >= 'A' && c <= 'Z'
                        : c < ' ' && c != '\t' || c == 0x7f) {
                    refuse("a character that may stand in no field");
                }
                out.append((byte) c);
            }
        }
    }
}
