package dev.throng.runner.demo;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;

/**
 * What the demo target offers by gRPC:
 *
 * <pre>
 * package demo.v1;
 * service Items {
 *   rpc GetItem(Wanted) returns (Item);
 *   rpc ListItems(Wanted) returns (stream Item);
 *   rpc AddItems(stream Item) returns (Added);
 * }
 * message Wanted { int32 id = 1; int32 limit = 2; }
 * message Item { int32 id = 1; string name = 2; double price = 3; }
 * message Added { int32 count = 1; }
 * </pre>
 */
final class RpcShop {
    static final String SERVICE = "demo.v1.Items";

    private static final FileDescriptor FILE = link(FileDescriptorProto.newBuilder()
            .setName("demo/v1/items.proto")
            .setPackage("demo.v1")
            .setSyntax("proto3")
            .addMessageType(message("Wanted", field("id", 1, Type.TYPE_INT32), field("limit", 2, Type.TYPE_INT32)))
            .addMessageType(message(
                    "Item",
                    field("id", 1, Type.TYPE_INT32),
                    field("name", 2, Type.TYPE_STRING),
                    field("price", 3, Type.TYPE_DOUBLE)))
            .addMessageType(message("Added", field("count", 1, Type.TYPE_INT32)))
            .addService(ServiceDescriptorProto.newBuilder()
                    .setName("Items")
                    .addMethod(method("GetItem", "Wanted", "Item"))
                    .addMethod(method("ListItems", "Wanted", "Item").setServerStreaming(true))
                    .addMethod(method("AddItems", "Item", "Added").setClientStreaming(true)))
            .build());

    private RpcShop() {}

    static FileDescriptor file() {
        return FILE;
    }

    static Descriptor message(String name) {
        return FILE.findMessageTypeByName(name);
    }

    private static DescriptorProto.Builder message(String name, FieldDescriptorProto.Builder... fields) {
        DescriptorProto.Builder made = DescriptorProto.newBuilder().setName(name);
        for (FieldDescriptorProto.Builder field : fields) {
            made.addField(field);
        }
        return made;
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setType(type);
    }

    private static MethodDescriptorProto.Builder method(String name, String takes, String gives) {
        return MethodDescriptorProto.newBuilder()
                .setName(name)
                .setInputType(".demo.v1." + takes)
                .setOutputType(".demo.v1." + gives);
    }

    private static FileDescriptor link(FileDescriptorProto file) {
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
        } catch (DescriptorValidationException wrong) {
            throw new IllegalStateException("the demo's own definitions don't fit together", wrong);
        }
    }
}
