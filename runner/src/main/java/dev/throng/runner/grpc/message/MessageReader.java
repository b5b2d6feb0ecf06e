package dev.throng.runner.grpc.message;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;

/** Reads messages of one type from JSON, as protobuf's mapping has it. Immutable; for all threads. */
public final class MessageReader {
    private final Descriptor type;
    private final JsonFormat.Parser parser;

    /** @param types that may be packed into an Any */
    public MessageReader(Descriptor type, TypeRegistry types) {
        this.type = type;
        parser = JsonFormat.parser().usingTypeRegistry(types);
    }

    /** Reads one without fields. */
    public void warmUp() {
        try {
            parser.merge("{}", DynamicMessage.newBuilder(type));
        } catch (InvalidProtocolBufferException other) {
            // Some of protobuf's own types are written otherwise.
        }
    }

    /**
     * The bytes of a message.
     *
     * @throws IllegalArgumentException it is none of the type, with what is wrong
     */
    public byte[] read(String json) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        try {
            parser.merge(json, message);
            return message.build().toByteArray();
        } catch (InvalidProtocolBufferException wrong) {
            throw new IllegalArgumentException(
                    "no message of type " + type.getFullName() + ": "
                            + String.valueOf(wrong.getMessage()).replaceAll("\\s+", " "),
                    wrong);
        }
    }
}
