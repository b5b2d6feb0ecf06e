package dev.throng.runner.http.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.script.ByteSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of the protocol without a socket: nothing depends on how bytes were cut, and no bytes at all do harm. */
class MultiplexerTest {
    private static final int EXCHANGES = 6;

    @ParameterizedTest
    @ValueSource(ints = {0, 4096})
    void whatIsHeardDoesNotDependOnHowItWasCut(int tableSize) throws Http2Exception {
        byte[] said = conversation(tableSize);
        String whole = new Client().hears(said, said.length).log();
        assertThat(whole.lines().filter(line -> line.equals("complete"))).hasSize(EXCHANGES);
        for (int piece : new int[] {1, 2, 7, 9, 10, 33, 500}) {
            assertThat(new Client().hears(said, piece).log())
                    .as("in pieces of " + piece)
                    .isEqualTo(whole);
        }
    }

    @Test
    void headsAreUnderstoodAsTheyWereMeantWhetherTheyWereMetOrNot() throws Http2Exception {
        Random random = new Random(1);
        for (int tableSize : new int[] {0, 60, 4096}) {
            DefaultHttp2HeadersEncoder server = new DefaultHttp2HeadersEncoder((name, value) -> false, true);
            server.maxHeaderTableSize(tableSize);
            HeaderReader reader = new HeaderReader();
            for (int i = 0; i < 300; i++) {
                String date = "Mon, 30 Nov 2026 0" + random.nextInt(3) + ":00:00 GMT";
                Http2Headers fields = new DefaultHttp2Headers()
                        .status(random.nextBoolean() ? "200" : "404")
                        .add("server", "of-the-test")
                        .add("date", date)
                        .add("etag", "e".repeat(1 + random.nextInt(3) * 100));
                byte[] block = block(server, fields);
                assertThat(reader.read(1, block, 0, block.length, false)).isEqualTo(HeaderReader.Outcome.READ);
                assertThat(new String(reader.bytes(), 0, reader.length(), StandardCharsets.ISO_8859_1))
                        .isEqualTo("HTTP/2.0 " + fields.status() + "\r\nserver: of-the-test\r\ndate: " + date
                                + "\r\netag: " + fields.get("etag") + "\r\n\r\n");
            }
        }
    }

    @Test
    void requestsAreUnderstoodAsTheyWereMeantWhetherTheyWereSentBeforeOrNot() {
        HeaderWriter writer = new HeaderWriter(true);
        HeaderReader other = new HeaderReader();
        for (int i = 0; i < 50; i++) {
            ByteSink request = new ByteSink(64);
            request.append("GET /" + i % 3 + " HTTP/1.1\r\nHost: shop\r\nX-A: " + i % 5
                    + "\r\nConnection: keep-alive\r\n\r\nbody");
            int body = writer.write(1, request);
            assertThat(request.length() - body).isEqualTo("body".length());
            // A client's head is none of a server's, but its tables have to agree all the same.
            assertThat(other.read(1, writer.block(), 0, writer.block().length, false))
                    .isEqualTo(HeaderReader.Outcome.MALFORMED);
        }
    }

    /** Whatever comes, the multiplexer says what is wrong with it or goes on; it never throws, and holds little. */
    @Test
    void noBytesDoHarm() throws Http2Exception {
        byte[] said = conversation(4096);
        Random random = new Random(2);
        for (int round = 0; round < 3000; round++) {
            byte[] mutant = Arrays.copyOf(said, said.length);
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            Client client = new Client().hears(mutant, 1 + random.nextInt(mutant.length));
            client.multiplexer.end(Stream.Ending.RESET, "over");
            assertThat(client.multiplexer.active()).isZero();
            assertThat(client.ends).as(client.log()).isEqualTo(EXCHANGES);
        }
    }

    /** Settings, then the answer to each stream: a head, a body in two frames, trailers behind every second. */
    static byte[] conversation(int tableSize) throws Http2Exception {
        DefaultHttp2HeadersEncoder server = new DefaultHttp2HeadersEncoder((name, value) -> false, true);
        server.maxHeaderTableSize(tableSize);
        ByteSink out = new ByteSink(1024);
        Frame.header(out, 0, Frame.SETTINGS, 0, 0);
        for (int i = 0; i < EXCHANGES; i++) {
            int id = 2 * i + 1;
            boolean trails = i % 2 == 1;
            headers(
                    out,
                    id,
                    block(server, new DefaultHttp2Headers().status("200").add("n", "" + i / 2)),
                    0);
            data(out, id, "first " + i, 0);
            Frame.windowUpdate(out, 0, 10);
            data(out, id, "second", trails ? 0 : Frame.END_STREAM);
            if (trails) {
                headers(out, id, block(server, new DefaultHttp2Headers().add("sum", "1")), Frame.END_STREAM);
            }
        }
        return out.copy();
    }

    private static void headers(ByteSink out, int id, byte[] block, int flags) {
        int first = block.length / 2;
        Frame.header(out, first, Frame.HEADERS, flags, id);
        out.append(block, 0, first);
        Frame.header(out, block.length - first, Frame.CONTINUATION, Frame.END_HEADERS, id);
        out.append(block, first, block.length - first);
    }

    private static void data(ByteSink out, int id, String text, int flags) {
        Frame.header(out, text.length() + 4, Frame.DATA, flags | Frame.PADDED, id);
        out.append((byte) 3);
        out.append(text);
        out.append(new byte[3]);
    }

    private static byte[] block(DefaultHttp2HeadersEncoder encoder, Http2Headers headers) throws Http2Exception {
        ByteBuf out = Unpooled.buffer();
        encoder.encodeHeaders(1, headers, out);
        return Arrays.copyOf(out.array(), out.writerIndex());
    }

    /** What is heard of these bytes in pieces of such a length, and that all is over once the connection is. */
    static String heard(byte[] bytes, int piece) {
        Client client = new Client().hears(bytes, piece);
        client.multiplexer.end(Stream.Ending.RESET, "over");
        assertThat(client.multiplexer.active()).isZero();
        assertThat(client.ends).isEqualTo(EXCHANGES);
        return client.log();
    }

    /** One that has sent its requests, and notes what it hears. */
    private static final class Client implements Multiplexer.Owner {
        private final StringBuilder log = new StringBuilder();
        private final ByteSink output = new ByteSink(64);
        private final Multiplexer multiplexer = new Multiplexer(this, false, output);
        private int ends;

        Client() {
            ByteSink request = new ByteSink(64);
            request.append("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
            for (int i = 0; i < EXCHANGES; i++) {
                multiplexer.send(new Noting(this), request);
            }
        }

        Client hears(byte[] bytes, int piece) {
            for (int at = 0; at < bytes.length; at += piece) {
                byte[] window = Arrays.copyOfRange(bytes, at, Math.min(at + piece, bytes.length));
                multiplexer.receive(window, 0, window.length);
                output.truncate(0);
            }
            return this;
        }

        String log() {
            return log.toString();
        }

        @Override
        public void outputWaits() {}

        @Override
        public void violated(String problem) {
            log.append(problem).append('\n');
        }

        @Override
        public void leaving() {}
    }

    private static final class Noting extends Stream {
        private final Client client;
        private final StringBuilder body = new StringBuilder();

        Noting(Client client) {
            this.client = client;
        }

        @Override
        protected boolean head(byte[] bytes, int length, boolean held) {
            client.log.append(text(bytes, 0, length));
            return false;
        }

        @Override
        protected void content(byte[] bytes, int from, int to) {
            body.append(text(bytes, from, to));
        }

        @Override
        protected void trailers(byte[] bytes, int length) {
            client.log.append("trailers ").append(text(bytes, 0, length));
        }

        @Override
        protected void complete() {
            client.ends++;
            client.log.append(body).append("\ncomplete\n");
        }

        @Override
        protected void over(Ending how, String message) {
            client.ends++;
            client.log.append(how).append(' ').append(message).append('\n');
        }

        @Override
        protected void outlive() {}

        private static String text(byte[] bytes, int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }
}
