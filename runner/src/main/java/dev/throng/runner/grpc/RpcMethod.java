package dev.throng.runner.grpc;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.TypeRegistry;
import dev.throng.runner.grpc.message.MessagePrinter;
import java.util.Optional;

/**
 * A method that a plan calls. Immutable; for all threads.
 *
 * @param path that it is requested by: {@code /shop.v1.Catalog/GetItem}
 * @param clientStreams whether the client may send any number of messages
 * @param serverStreams whether the server may
 * @param requests prints what is sent; empty where the definitions can't be seen, in a plan that is checked and not run
 * @param answers prints what comes back
 */
public record RpcMethod(
        String path,
        boolean clientStreams,
        boolean serverStreams,
        Optional<MessagePrinter> requests,
        Optional<MessagePrinter> answers) {

    /** @param call {@code shop.v1.Catalog/GetItem} */
    public static RpcMethod unseen(String call) {
        return new RpcMethod("/" + call, true, true, Optional.empty(), Optional.empty());
    }

    public static RpcMethod of(MethodDescriptor method, TypeRegistry types) {
        return new RpcMethod(
                "/" + method.getService().getFullName() + "/" + method.getName(),
                method.isClientStreaming(),
                method.isServerStreaming(),
                Optional.of(new MessagePrinter(method.getInputType(), types, false)),
                Optional.of(new MessagePrinter(method.getOutputType(), types, true)));
    }
}
