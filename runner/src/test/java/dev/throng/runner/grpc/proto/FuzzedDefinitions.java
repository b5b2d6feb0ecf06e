package dev.throng.runner.grpc.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import java.util.List;
import java.util.Map;

/** Laws of definitions, for whatever bytes. */
public final class FuzzedDefinitions {
    private FuzzedDefinitions() {}

    public static List<String> protos() {
        return List.of(
                "syntax = \"proto3\";\npackage a.b;\nimport \"google/protobuf/any.proto\";\nservice S { rpc M(stream Q) returns (A); }\n"
                        + "message Q { repeated int32 n = 1; map<string, A> m = 2; oneof o { string s = 3; bytes b = 4; } }\nmessage A { E e = 1; enum E { X = 0; } reserved 2 to 5; }",
                "syntax = \"proto2\"; message R { required string s = 1 [default = \"x\"]; optional group G = 2 { optional bool b = 1; } extensions 100 to max; } extend R { optional float f = 100; }",
                "edition = \"2023\"; option features.field_presence = IMPLICIT; message M { int64 n = 1 [json_name = \"x\"]; }");
    }

    /** A .proto is read, or what is wrong with it is said with its place. */
    public static void proto(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        if (ProtoTexts.read(Map.of("in.proto", text)) instanceof ProtoTexts.Refused refused) {
            ProtoTexts.Mistake mistake = refused.mistake();
            if (mistake.line() < 1 || mistake.column() < 1 || mistake.message().isBlank()) {
                throw new AssertionError(mistake.toString());
            }
        }
    }

    public static List<byte[]> sets() {
        return List.of(
                FileDescriptorSet.newBuilder()
                        .addFile(TimestampProto.getDescriptor().toProto())
                        .build()
                        .toByteArray(),
                FileDescriptorSet.newBuilder()
                        .addFile(WrappersProto.getDescriptor().toProto().toBuilder()
                                .setName("w.proto")
                                .setPackage("w"))
                        .build()
                        .toByteArray());
    }

    /** A descriptor set is read, or refused in words. */
    public static void descriptors(byte[] bytes) {
        try {
            Definitions read = DescriptorSets.read(bytes);
            read.services().forEach(read::methods);
        } catch (DefinitionException refused) {
            if (refused.getMessage() == null || refused.getMessage().isBlank()) {
                throw new AssertionError("refused without a word", refused);
            }
        }
    }
}
