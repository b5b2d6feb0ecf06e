package dev.throng.runner.grpc.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.TypeRegistry;
import dev.throng.runner.script.ByteSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Laws of messages, for whatever bytes. */
public final class FuzzedMessages {
    private static final int MOST = 400;
    private static final TypeRegistry TYPES =
            TypeRegistry.newBuilder().add(FileDescriptorProto.getDescriptor()).build();
    private static final MessagePrinter PRINTER = new MessagePrinter(FileDescriptorProto.getDescriptor(), TYPES, true);
    private static final MessageReader READER = new MessageReader(FileDescriptorProto.getDescriptor(), TYPES);

    private FuzzedMessages() {}

    /** Two messages, one of them empty. */
    public static byte[] framed() {
        return Framing.framed(List.of("hello".getBytes(UTF_8), new byte[0], new byte[] {1, 2}), false);
    }

    /** However the bytes were cut, the same messages come of them as a plain reading gives, or the same problem. */
    public static void frames(byte[] bytes) {
        String whole = heard(bytes, bytes.length);
        for (int cut : new int[] {1, 2, 3, 7, 64}) {
            if (!heard(bytes, cut).equals(whole)) {
                throw new AssertionError("cut into " + cut + ": " + heard(bytes, cut) + " and not " + whole);
            }
        }
        if (!plain(bytes).equals(whole)) {
            throw new AssertionError(whole + " and not " + plain(bytes));
        }
    }

    private static String heard(byte[] bytes, int cut) {
        Hearing hearing = new Hearing();
        Unframing unframing = new Unframing(hearing);
        String problem = null;
        for (int at = 0; at < bytes.length && problem == null; at += cut) {
            problem = unframing.piece(bytes, at, Math.min(bytes.length, at + cut), at);
        }
        return hearing.said + (problem == null ? " cut " + unframing.isCut() : " " + problem);
    }

    private static final class Hearing implements Unframing.Listener {
        private final StringBuilder said = new StringBuilder();
        private final ByteSink message = new ByteSink(64);

        @Override
        public @Nullable String begins(boolean compressed, long length) {
            return length > MOST ? "longer than " + MOST : null;
        }

        @Override
        public void part(byte[] bytes, int from, int count) {
            message.append(bytes, from, count);
        }

        @Override
        public @Nullable String whole(boolean compressed, long atNanos) {
            said.append(compressed).append(HexFormat.of().formatHex(message.array(), 0, message.length()));
            message.truncate(0);
            return null;
        }
    }

    private static String plain(byte[] bytes) {
        StringBuilder said = new StringBuilder();
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.remaining() >= 5) {
            byte flag = left.get();
            if (flag != 0 && flag != 1) {
                return said + " the answer is not framed as gRPC has it";
            }
            long length = left.getInt() & 0xFFFFFFFFL;
            if (length > MOST) {
                return said + " longer than " + MOST;
            }
            if (length > left.remaining()) {
                return said + " cut true";
            }
            byte[] message = new byte[(int) length];
            left.get(message);
            said.append(flag == 1).append(HexFormat.of().formatHex(message));
        }
        return said + " cut " + left.hasRemaining();
    }

    public static List<byte[]> messages() {
        return List.of(FileDescriptorProto.newBuilder()
                .setName("a.proto")
                .addDependency("b.proto")
                .addPublicDependency(0)
                .build()
                .toByteArray());
    }

    /** What can be printed can be read again, and is printed as before. */
    public static void message(byte[] bytes) {
        ByteSink json = new ByteSink(64);
        if (PRINTER.print(bytes, 0, bytes.length, json) == null) {
            String text = new String(json.array(), 0, json.length(), UTF_8);
            byte[] again = READER.read(text);
            ByteSink second = new ByteSink(64);
            if (PRINTER.print(again, 0, again.length, second) != null
                    || !text.equals(new String(second.array(), 0, second.length(), UTF_8))) {
                throw new AssertionError(text);
            }
        }
    }

    /** JSON is read, or refused in words. */
    public static void json(byte[] bytes) {
        try {
            byte[] unused = READER.read(new String(bytes, UTF_8));
        } catch (IllegalArgumentException refused) {
            if (refused.getMessage() == null || refused.getMessage().isBlank()) {
                throw new AssertionError("refused without a word", refused);
            }
        }
    }

    public static List<String> jsons() {
        List<String> all = new ArrayList<>();
        all.add(
                "{\"name\": \"a\", \"dependency\": [\"b\"], \"messageType\": [{\"field\": [{\"number\": 1, \"type\": \"TYPE_INT32\"}]}]}");
        return all;
    }
}
