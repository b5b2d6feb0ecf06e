package dev.throng.runner.java;

import dev.throng.api.client.RpcStatus;
import dev.throng.runner.code.Response;
import dev.throng.runner.grpc.KnownMethod;
import dev.throng.runner.grpc.StatusMessage;
import dev.throng.runner.grpc.message.MessagePrinter;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.json.JsonDocument;
import dev.throng.scenario.GrpcResponse;
import dev.throng.scenario.GrpcStatus;
import dev.throng.scenario.Json;
import dev.throng.scenario.RequestSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a call of gRPC; as JSON only when it is asked for. Confined to the user's thread. */
final class CallAnswer extends Answer implements GrpcResponse {
    private final KnownMethod method;
    private byte @Nullable [] json;
    private @Nullable String unreadable;
    private @Nullable JsonDocument document;

    CallAnswer(Response came, RequestSpec request, KnownMethod method) {
        super(came, request);
        this.method = method;
    }

    /** What is wrong with it, by what is expected; null when nothing is. */
    @Nullable String problemBy(RequestSpec spec) {
        String problem = Checks.problem(spec, this);
        return unreadable == null ? problem : unreadable;
    }

    @Override
    public int status() {
        return 0;
    }

    @Override
    public GrpcStatus grpcStatus() {
        return RpcStatus.ofNumber(came().status())
                .map(status -> GrpcStatus.values()[status.ordinal()])
                .orElse(GrpcStatus.UNKNOWN);
    }

    @Override
    public String grpcMessage() {
        return header("grpc-message").map(StatusMessage::decoded).orElse("");
    }

    @Override
    public List<byte[]> messages() {
        return came().messages().stream().map(byte[]::clone).toList();
    }

    @Override
    public byte[] bytes() {
        List<byte[]> all = came().messages();
        return all.size() == 1 ? all.getFirst().clone() : new byte[0];
    }

    @Override
    public String text() {
        return new String(printed(), StandardCharsets.UTF_8);
    }

    @Override
    public Json json(String path) {
        JsonDocument known = document;
        if (known == null) {
            byte[] text = printed();
            known = new JsonDocument().set(text, 0, text.length);
            document = known;
        }
        return JsonValue.of(query(path).first(known));
    }

    private byte[] printed() {
        byte[] known = json;
        if (known == null) {
            known = print();
            json = known;
        }
        return known;
    }

    private byte[] print() {
        Optional<MessagePrinter> printer = method.method().answers();
        List<byte[]> all = came().messages();
        boolean several = method.method().serverStreams();
        if (printer.isEmpty() || all.isEmpty()) {
            return new byte[0];
        }
        ByteSink out = new ByteSink(256);
        for (int i = 0; i < all.size(); i++) {
            if (several) {
                out.append((byte) (i == 0 ? '[' : ','));
            }
            String wrong = printer.get().print(all.get(i), 0, all.get(i).length, out);
            unreadable = unreadable == null ? wrong : unreadable;
        }
        if (several) {
            out.append((byte) ']');
        }
        return Arrays.copyOf(out.array(), out.length());
    }
}
