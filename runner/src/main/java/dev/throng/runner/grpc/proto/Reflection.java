package dev.throng.runner.grpc.proto;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.WireFormat;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a server what it offers, by its reflection service (v1, or v1alpha where it has only that). For one thread; blocks until the
 * server has answered.
 */
public final class Reflection {
    private static final int FILE_BY_NAME = 3;
    private static final int FILE_WITH_SYMBOL = 4;
    private static final int LIST_SERVICES = 7;
    private static final int FILES = 4;
    private static final int SERVICES = 6;
    private static final int MOST_FILES = 10_000;

    private final Channel channel;
    private final Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    private final ArrayDeque<String> wanted = new ArrayDeque<>();

    private Reflection(Channel channel) {
        this.channel = channel;
    }

    /** @param metadata of each question, for servers that ask who asks */
    public static Definitions read(Channel channel, Map<String, String> metadata) throws DefinitionException {
        Metadata said = new Metadata();
        metadata.forEach((name, value) -> said.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        Channel asked = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(said));
        return new Reflection(asked).all();
    }

    private Definitions all() throws DefinitionException {
        ReflectionCall call = new ReflectionCall(channel);
        try {
            for (String service : services(call.ask(question(LIST_SERVICES, "*")))) {
                take(call.ask(question(FILE_WITH_SYMBOL, service)));
            }
            for (String next = wanted.poll(); next != null; next = wanted.poll()) {
                if (!files.containsKey(next) && !Linker.owns(next)) {
                    take(call.ask(question(FILE_BY_NAME, next)));
                }
            }
        } catch (StatusRuntimeException failed) {
            Status status = failed.getStatus();
            throw status.getCode() == Status.Code.UNAVAILABLE
                    ? DefinitionException.passing(words(status))
                    : new DefinitionException(words(status));
        } catch (IOException garbled) {
            throw new DefinitionException("the server's reflection answers something else than it should");
        }
        return Definitions.of(files.values());
    }

    private static String words(Status status) {
        if (status.getCode() == Status.Code.UNIMPLEMENTED) {
            return "the server has no reflection: give protos or descriptors";
        }
        Throwable cause = status.getCause();
        String said = status.getDescription() == null ? "" : ": " + status.getDescription();
        return "the server could not be asked by reflection (" + status.getCode() + said
                + (cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage())
                + "): give protos or descriptors, or start the server first";
    }

    private static byte[] question(int field, String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeString(field, value);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed to be written", impossible);
        }
        return bytes.toByteArray();
    }

    private static List<String> services(byte[] answer) throws IOException {
        List<String> names = new ArrayList<>();
        for (ByteString service : fields(field(answer, SERVICES), 1)) {
            for (ByteString name : fields(service, 1)) {
                if (!name.toStringUtf8().startsWith("grpc.reflection.")) {
                    names.add(name.toStringUtf8());
                }
            }
        }
        return names;
    }

    private void take(byte[] answer) throws IOException {
        for (ByteString file : fields(field(answer, FILES), 1)) {
            FileDescriptorProto parsed = FileDescriptorProto.parseFrom(file);
            if (files.size() < MOST_FILES && files.putIfAbsent(parsed.getName(), parsed) == null) {
                wanted.addAll(parsed.getDependencyList());
            }
        }
    }

    /** Nothing where the server says that it does not know: it may have lost a file whose types nobody needs. */
    private static ByteString field(byte[] answer, int number) throws IOException {
        List<ByteString> found = fields(ByteString.copyFrom(answer), number);
        return found.isEmpty() ? ByteString.EMPTY : found.getLast();
    }

    private static List<ByteString> fields(ByteString message, int number) throws IOException {
        List<ByteString> found = new ArrayList<>();
        CodedInputStream in = message.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                found.add(in.readBytes());
            } else {
                in.skipField(tag);
            }
        }
        return found;
    }
}
