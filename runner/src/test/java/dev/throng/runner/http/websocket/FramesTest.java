package dev.throng.runner.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.script.ByteSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Frames in both directions, beside Netty's codec, and whatever a server may make of them. */
class FramesTest {
    private static final int MOST = 100_000;
    private static final WebSocketDecoderConfig AS_SERVER = WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .maxFramePayloadLength(MOST)
            .build();

    @Test
    void readsWhatNettyWrites() {
        List<String> told = read(conversation(), Integer.MAX_VALUE);
        assertThat(told)
                .containsExactly(
                        "text short",
                        "ping p",
                        "text in pieces",
                        "binary 300",
                        "binary 70000",
                        "text ",
                        "closed 1001 going away: bye");
        for (int size = 1; size < 50; size++) {
            assertThat(read(conversation(), size)).as("in pieces of %d", size).isEqualTo(told);
        }
    }

    static byte[] conversation() {
        EmbeddedChannel netty = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
        netty.writeOutbound(
                new TextWebSocketFrame("short"),
                new TextWebSocketFrame(false, 0, "in "),
                new PingWebSocketFrame(Unpooled.copiedBuffer("p", StandardCharsets.UTF_8)),
                new ContinuationWebSocketFrame(false, 0, ""),
                new ContinuationWebSocketFrame(true, 0, "pieces"),
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[300])),
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[70_000])),
                new TextWebSocketFrame(""),
                new CloseWebSocketFrame(1001, "bye"));
        return outbound(netty);
    }

    private static byte[] outbound(EmbeddedChannel netty) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = netty.readOutbound(); part != null; part = netty.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        netty.finishAndReleaseAll();
        return bytes;
    }

    @Test
    void nettyReadsWhatIsWritten() {
        for (int length : new int[] {0, 1, 5, 125, 126, 65_535, 65_536}) {
            byte[] payload = new byte[length];
            Arrays.fill(payload, (byte) 'a');
            ByteSink out = new ByteSink(16);
            new FrameWriter(length).write(Opcode.TEXT, false, payload, 0, length, out);
            EmbeddedChannel netty = new EmbeddedChannel(new WebSocket13FrameDecoder(AS_SERVER));
            netty.writeInbound(Unpooled.wrappedBuffer(out.copy()));
            WebSocketFrame frame = netty.readInbound();
            assertThat(frame).isInstanceOf(TextWebSocketFrame.class);
            assertThat(frame.content().toString(StandardCharsets.UTF_8)).isEqualTo("a".repeat(length));
            netty.finishAndReleaseAll();
        }
    }

    @Test
    void packsAndUnpacks() {
        Compression compression = new Compression();
        for (String text : List.of("", "a", "hello ".repeat(5000))) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ByteSink packed = new ByteSink(16);
            compression.deflation().deflate(bytes, 0, bytes.length, packed);
            ByteSink plain = new ByteSink(16);
            assertThat(compression.inflation().inflate(packed.array(), 0, packed.length(), MOST, plain))
                    .isNull();
            assertThat(new String(plain.copy(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
        compression.close();
    }

    @Test
    void whateverComesIsReadAlikeHoweverItIsCutAndNeverHoldsMoreThanItMay() {
        byte[] good = conversation();
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = Arrays.copyOf(good, 60 + random.nextInt(400));
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(60)] = (byte) random.nextInt();
            }
            assertThat(read(bytes, 1 + random.nextInt(20)))
                    .as("round %d", round)
                    .isEqualTo(read(bytes, Integer.MAX_VALUE));
        }
    }

    static List<String> read(byte[] bytes, int pieces) {
        List<String> told = new ArrayList<>();
        FrameReader reader = new FrameReader(new SinkPool(), MOST, new Inflation(false), new Told(told));
        for (int at = 0; at < bytes.length; at += Math.min(pieces, bytes.length - at)) {
            byte[] window = Arrays.copyOfRange(bytes, at, at + Math.min(pieces, bytes.length - at));
            reader.read(window, 0, window.length);
            Arrays.fill(window, (byte) -1);
        }
        Violation violation = reader.violation();
        if (violation != null) {
            told.add("violation " + violation.code() + " " + violation.words());
        }
        reader.release();
        return told;
    }

    private record Told(List<String> told) implements FrameReader.Sink {
        @Override
        public void message(boolean text, byte[] bytes, int from, int length) {
            told.add(text ? "text " + new String(bytes, from, length, StandardCharsets.UTF_8) : "binary " + length);
        }

        @Override
        public void ping(byte[] bytes, int length) {
            told.add("ping " + new String(bytes, 0, length, StandardCharsets.UTF_8));
        }

        @Override
        public void pong() {
            told.add("pong");
        }

        @Override
        public void closed(CloseReason reason) {
            told.add("closed " + reason);
        }
    }
}
