package dev.throng.runner.grpc.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what protoc and buf write. */
public final class DescriptorSets {
    private DescriptorSets() {}

    /** @throws IOException when the file can't be read */
    public static Definitions read(Path file) throws IOException, DefinitionException {
        return read(Files.readAllBytes(file));
    }

    static Definitions read(byte[] bytes) throws DefinitionException {
        try {
            FileDescriptorSet set = FileDescriptorSet.parseFrom(bytes);
            if (set.getFileCount() == 0) {
                throw new DefinitionException(
                        "it defines nothing: make it by protoc --include_imports --descriptor_set_out");
            }
            return Definitions.of(set.getFileList());
        } catch (InvalidProtocolBufferException wrong) {
            throw new DefinitionException(
                    "it is no descriptor set: make it by protoc --include_imports --descriptor_set_out");
        }
    }
}
