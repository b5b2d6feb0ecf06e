package dev.throng.runner.http.h2;

import dev.throng.runner.script.ByteSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a compressed header block of a request's head as HTTP/1.1 has it: RFC 9113 §8.3.1. One per connection, as the compression
 * depends on all that went before; confined to its loop.
 */
final class HeaderWriter {
    /** What belongs to a connection of HTTP/1.1, and Host, which becomes the authority. */
    private static final Set<String> LEFT_OUT =
            Set.of("connection", "host", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    /** What differs from request to request: not worth a place in the table. */
    private static final Set<String> CHANGING = Set.of(":path", "content-length");

    private static final int SHORTEST_HEAD = 16;

    private final AsciiString scheme;
    private final DefaultHttp2HeadersEncoder encoder =
            new DefaultHttp2HeadersEncoder((name, value) -> CHANGING.contains(name.toString()), true);
    private final Blocks blocks = new Blocks();
    private byte[] block = {};

    HeaderWriter(boolean tls) {
        scheme = AsciiString.cached(tls ? "https" : "http");
    }

    /** The server lets our table have so many bytes. */
    void tableSize(long most) {
        try {
            encoder.maxHeaderTableSize(Math.min(most, 4096));
            blocks.forget();
        } catch (Http2Exception impossible) {
            throw new IllegalStateException("a table's size within bounds was refused", impossible);
        }
    }

    /**
     * Writes the {@link #block} of a request.
     *
     * @return where its body begins
     */
    int write(int stream, ByteSink request) {
        byte[] bytes = request.array();
        int end = headEnd(bytes, request.length());
        byte @Nullable [] met = blocks.meaning(bytes, 0, end);
        if (met != null) {
            block = met;
        } else {
            encode(stream, bytes, end);
        }
        return end;
    }

    byte[] block() {
        return block;
    }

    private void encode(int stream, byte[] bytes, int end) {
        ByteBuf out = Unpooled.buffer(128);
        try {
            encoder.encodeHeaders(stream, headers(bytes, end), out);
        } catch (Http2Exception impossible) {
            throw new IllegalStateException("fields without a limit were refused", impossible);
        }
        block = Arrays.copyOf(out.array(), out.writerIndex());
        if (Blocks.changesTable(block, 0, block.length, encoder.maxHeaderTableSize())) {
            blocks.forget();
        } else {
            blocks.learn(Arrays.copyOf(bytes, end), block);
        }
    }

    private Http2Headers headers(byte[] bytes, int end) {
        Http2Headers headers = new DefaultHttp2Headers(false, 16);
        int space = find(bytes, 0, ' ');
        int second = find(bytes, space + 1, ' ');
        headers.method(text(bytes, 0, space));
        headers.scheme(scheme);
        headers.path(text(bytes, space + 1, second));
        int at = find(bytes, second, '\n') + 1;
        while (at < end - 2) {
            int lineEnd = find(bytes, at, '\n');
            int colon = find(bytes, at, ':');
            field(headers, text(bytes, at, colon), value(bytes, colon + 1, lineEnd));
            at = lineEnd + 1;
        }
        return headers;
    }

    private static void field(Http2Headers headers, AsciiString name, AsciiString value) {
        AsciiString lower = name.toLowerCase();
        if (lower.contentEquals("host")) {
            headers.authority(value);
        } else if (lower.contentEquals("te")
                ? value.contentEqualsIgnoreCase("trailers")
                : !LEFT_OUT.contains(lower.toString())) {
            headers.add(lower, value);
        }
    }

    private static AsciiString value(byte[] bytes, int from, int lineEnd) {
        int start = from;
        int to = lineEnd;
        while (start < to && (bytes[start] == ' ' || bytes[start] == '\t')) {
            start++;
        }
        while (to > start && bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) {
            to--;
        }
        return text(bytes, start, to);
    }

    /** A copy, as the table may keep it. */
    private static AsciiString text(byte[] bytes, int from, int to) {
        return new AsciiString(bytes, from, to - from, true);
    }

    private static int find(byte[] bytes, int from, char wanted) {
        int at = from;
        while (bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** Where the empty line ends. */
    private static int headEnd(byte[] bytes, int length) {
        int at = SHORTEST_HEAD;
        while (at < length && !(bytes[at - 1] == '\n' && bytes[at - 3] == '\n')) {
            at++;
        }
        return at;
    }
}
