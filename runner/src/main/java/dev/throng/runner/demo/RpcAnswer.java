package dev.throng.runner.demo;

import com.google.protobuf.MessageLite;
import java.util.List;

/** What a call of gRPC comes to. @param status its code, 0 when it went well */
record RpcAnswer(int status, String message, List<? extends MessageLite> messages) {
    static final int INVALID_ARGUMENT = 3;
    static final int NOT_FOUND = 5;
    static final int RESOURCE_EXHAUSTED = 8;
    static final int UNIMPLEMENTED = 12;
    static final int UNAVAILABLE = 14;
    static final int UNAUTHENTICATED = 16;

    static RpcAnswer of(List<? extends MessageLite> messages) {
        return new RpcAnswer(0, "", messages);
    }

    static RpcAnswer error(int status, String message) {
        return new RpcAnswer(status, message, List.of());
    }
}
