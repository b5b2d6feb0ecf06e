package dev.throng.runner.grpc.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.throng.runner.script.ByteSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Prints messages of one type as JSON, as protobuf's mapping has it: names in camel case, 64-bit numbers as texts, bytes in Base64.
 * Immutable; for all threads.
 */
public final class MessagePrinter {
    private final Descriptor type;
    private final JsonFormat.Printer printer;

    /** @param whole whether fields that a message lacks are printed with their defaults, where they can't be told apart from those */
    public MessagePrinter(Descriptor type, TypeRegistry types, boolean whole) {
        this.type = type;
        JsonFormat.Printer brief = JsonFormat.printer().usingTypeRegistry(types).omittingInsignificantWhitespace();
        printer = whole ? brief.alwaysPrintFieldsWithNoPresence() : brief;
    }

    /** Appends a message; null when that went well, else what is wrong with its bytes. */
    public @Nullable String print(byte[] bytes, int from, int length, ByteSink out) {
        try {
            DynamicMessage message = DynamicMessage.parseFrom(type, CodedInputStream.newInstance(bytes, from, length));
            out.append(printer.print(message));
            return null;
        } catch (InvalidProtocolBufferException wrong) {
            return "the answer holds no message of type " + type.getFullName();
        } catch (IOException impossible) {
            return "the answer can't be read";
        }
    }
}
