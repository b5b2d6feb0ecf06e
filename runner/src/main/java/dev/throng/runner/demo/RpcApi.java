package dev.throng.runner.demo;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** What the demo target answers to calls of gRPC, with its own reflection: a function of the messages. Thread-safe. */
final class RpcApi {
    private static final int MOST_ITEMS = 1000;
    private static final int ITEMS = 10_000;
    private static final String REFLECTION = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

    /** @param body the request's messages, each with its flag and length before it; all of them, as the client has ended */
    RpcAnswer answer(String path, ByteBuf body) {
        try {
            List<byte[]> messages = messages(body);
            return switch (path) {
                case "/demo.v1.Items/GetItem" -> item(number(messages, "id"));
                case "/demo.v1.Items/ListItems" -> items(number(messages, "limit"));
                case "/demo.v1.Items/AddItems" -> added(messages.size());
                case REFLECTION -> RpcAnswer.of(described(messages));
                default -> RpcAnswer.error(RpcAnswer.UNIMPLEMENTED, "no method " + path);
            };
        } catch (InvalidProtocolBufferException | IndexOutOfBoundsException garbled) {
            return RpcAnswer.error(RpcAnswer.INVALID_ARGUMENT, "no message of gRPC without compression");
        }
    }

    private static List<byte[]> messages(ByteBuf body) {
        List<byte[]> messages = new ArrayList<>();
        while (body.isReadable()) {
            if (body.readByte() != 0) {
                throw new IndexOutOfBoundsException("compressed");
            }
            byte[] message = new byte[Math.max(0, Math.min(body.readInt(), body.readableBytes()))];
            body.readBytes(message);
            messages.add(message);
        }
        return messages;
    }

    private static int number(List<byte[]> messages, String field) throws InvalidProtocolBufferException {
        Descriptor wanted = RpcShop.message("Wanted");
        Message first = DynamicMessage.parseFrom(wanted, messages.isEmpty() ? new byte[0] : messages.getFirst());
        return (Integer) first.getField(wanted.findFieldByName(field));
    }

    private static RpcAnswer item(int id) {
        return id < 1 || id > ITEMS
                ? RpcAnswer.error(RpcAnswer.NOT_FOUND, "no item " + id)
                : RpcAnswer.of(List.of(made(id)));
    }

    private static RpcAnswer items(int limit) {
        List<Message> items = new ArrayList<>();
        for (int id = 1; id <= Math.min(limit, MOST_ITEMS); id++) {
            items.add(made(id));
        }
        return RpcAnswer.of(items);
    }

    private static Message made(int id) {
        Descriptor item = RpcShop.message("Item");
        return DynamicMessage.newBuilder(item)
                .setField(item.findFieldByName("id"), id)
                .setField(item.findFieldByName("name"), "Item " + id)
                .setField(item.findFieldByName("price"), 10 + id % 90 + 0.5)
                .build();
    }

    private static RpcAnswer added(int count) {
        Descriptor added = RpcShop.message("Added");
        return RpcAnswer.of(List.of(DynamicMessage.newBuilder(added)
                .setField(added.findFieldByName("count"), count)
                .build()));
    }

    /** Whatever is asked, there is one service in one file: its name to who asks for all, else the file. */
    private static List<UnknownFieldSet> described(List<byte[]> questions) throws InvalidProtocolBufferException {
        List<UnknownFieldSet> answers = new ArrayList<>();
        for (byte[] question : questions) {
            boolean all = UnknownFieldSet.parseFrom(question).hasField(7);
            ByteString service = text(1, ByteString.copyFromUtf8(RpcShop.SERVICE));
            ByteString file = RpcShop.file().toProto().toByteString();
            answers.add(UnknownFieldSet.newBuilder()
                    .addField(all ? 6 : 4, field(text(1, all ? service : file)))
                    .build());
        }
        return answers;
    }

    private static ByteString text(int number, ByteString bytes) {
        return UnknownFieldSet.newBuilder()
                .addField(number, field(bytes))
                .build()
                .toByteString();
    }

    private static Field field(ByteString bytes) {
        return Field.newBuilder().addLengthDelimited(bytes).build();
    }
}
