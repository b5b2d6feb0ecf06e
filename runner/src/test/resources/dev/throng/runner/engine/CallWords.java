import com.google.protobuf.ByteString;
import com.google.protobuf.StringValue;
import dev.throng.scenario.*;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

class CallWords extends HttpUser {
    static final String SERVICE = "grpc.testing.SimpleService/";

    record Ask(String requestMessage) {}

    @Task void calls() {
        client.headers().put("x-trace", "of the user");
        client.headers().put("content-type", "application/json");
        GrpcResponse unary = client.grpc(SERVICE + "UnaryRpc", message(Map.of("requestMessage", "a")), expectJson("$.responseMessage", "echo a"));
        check(unary.ok() && unary.grpcStatus() == GrpcStatus.OK && unary.status() == 0, unary);
        check(unary.json("$.responseMessage").asText().equals("echo a"), unary.text());
        check(unary.header("x-behind").orElse("").equals("trailer"), unary.headers());
        check(unary.bytes().length == unary.messages().getFirst().length && unary.bytes().length > 0, unary.text());
        check(unary.message(bytes -> new String(bytes, 2, bytes.length - 2)).equals("echo a"), "message");

        client.grpc(SERVICE + "UnaryRpc", message(new Ask("b")), compressed(), expectJson("$.responseMessage", "echo b"), maxDuration(Duration.ofSeconds(20)));
        client.grpc(SERVICE + "UnaryRpc", message("{\"requestMessage\": \"c\"}"), header("x-trace", "own"));
        // a message of a generated class: a string as field 1, which SimpleRequest has too
        GrpcResponse own = client.grpc(SERVICE + "UnaryRpc", message(StringValue.of("d")));
        check(own.message(StringValue::parseFrom).getValue().equals("echo d"), own.text());
        check(client.grpc(SERVICE + "UnaryRpc", message(ByteString.copyFromUtf8("\n\1e").toByteArray())).text().contains("echo e"), "bytes");
        check(client.grpc(SERVICE + "UnaryRpc", name("nothing")).text().equals("{\"responseMessage\":\"echo \"}"), "nothing");

        GrpcResponse client = this.client.grpc(SERVICE + "ClientStreamingRpc", messages(new Ask("x"), new Ask("y"), new Ask("z")));
        check(client.json("$.responseMessage").asText().equals("xyz"), client.text());
        GrpcResponse server = this.client.grpc(SERVICE + "ServerStreamingRpc", message(new Ask("300")), expectJson("$[299].responseMessage", "part 299"));
        check(server.ok() && server.messages().size() == 300 && server.json().size() == 300, server);
        GrpcResponse both = this.client.grpc(SERVICE + "BidiStreamingRpc", name("talk"), messages(List.of(new Ask("1"), new Ask("2"))), awaitAnswers());
        check(both.json("$[1].responseMessage").asText().equals("echo 2"), both.text());
        GrpcResponse paced = this.client.grpc(SERVICE + "BidiStreamingRpc", name("paced"), messages(new Ask("1"), new Ask("2")), every(Duration.ofMillis(1)));
        check(paced.messages().size() == 2, paced);
        GrpcResponse none = this.client.grpc(SERVICE + "ServerStreamingRpc", name("none"), message(new Ask("0")));
        check(none.ok() && none.messages().isEmpty() && none.text().isEmpty(), none.text());

        GrpcResponse missing = this.client.grpc(SERVICE + "UnaryRpc", name("missing"), message(new Ask("NOT_FOUND")), expectGrpcStatus(GrpcStatus.OK, GrpcStatus.NOT_FOUND));
        check(missing.ok() && missing.grpcStatus() == GrpcStatus.NOT_FOUND, missing);
        check(missing.grpcMessage().equals("the server's own words: ä"), missing.grpcMessage());
        GrpcResponse surprising = this.client.grpc(SERVICE + "UnaryRpc", name("surprising"), message(new Ask("NOT_FOUND")));
        check(!surprising.ok() && surprising.problem().get().equals("status NOT_FOUND (the server's own words: ä), expected OK"), surprising);
        GrpcResponse late = this.client.grpc(SERVICE + "UnaryRpc", name("late"), message(new Ask("never")), deadline(Duration.ofSeconds(2)), expectGrpcStatus(GrpcStatus.DEADLINE_EXCEEDED));
        check(late.ok() && late.grpcStatus() == GrpcStatus.DEADLINE_EXCEEDED, late);
        GrpcResponse impatient = this.client.grpc(SERVICE + "UnaryRpc", name("impatient"), message(new Ask("never")), timeout(Duration.ofSeconds(2)));
        check(!impatient.ok() && impatient.grpcStatus() == GrpcStatus.UNKNOWN, impatient);
        GrpcResponse other = this.client.grpc(SERVICE + "UnaryRpc", name("other"), message(new Ask("f")), expectJson("$.responseMessage", "echo g"));
        check(other.problem().get().equals("$.responseMessage is echo f, expected echo g"), other);

        refuses("no service is called grpc.testing.SimpelService, did you mean grpc.testing.SimpleService?", () -> this.client.grpc("grpc.testing.SimpelService/UnaryRpc"));
        refuses("grpc.testing.SimpleService has no method UnaryRpcs, did you mean UnaryRpc?", () -> this.client.grpc(SERVICE + "UnaryRpcs"));
        refuses("no service is called ; there are", () -> this.client.grpc("UnaryRpc"));
        refuses("no message of type grpc.testing.SimpleRequest: ", () -> this.client.grpc(SERVICE + "UnaryRpc", message(Map.of("requestMesage", "a"))));
        refuses("no message of type grpc.testing.SimpleRequest: ", () -> this.client.grpc(SERVICE + "UnaryRpc", message("{")));
        refuses("grpc.testing.SimpleService/UnaryRpc takes one message, not 2", () -> this.client.grpc(SERVICE + "UnaryRpc", messages("{}", "{}")));
        refuses("awaitAnswers(): is for methods of which both", () -> this.client.grpc(SERVICE + "ClientStreamingRpc", awaitAnswers()));
        refuses("grpc(…): a call has no body", () -> this.client.grpc(SERVICE + "UnaryRpc", json(1)));
        refuses("expectStatus(…): is for HTTP", () -> this.client.grpc(SERVICE + "UnaryRpc", expectStatus(200)));
        refuses("stream(…): is for responses of HTTP", () -> this.client.grpc(SERVICE + "UnaryRpc", stream(Events.events())));
        refuses("header(\"grpc-timeout\", …): belongs to gRPC", () -> this.client.grpc(SERVICE + "UnaryRpc", header("grpc-timeout", "1S")));
        refuses("deadline(PT0S): must be above 0", () -> this.client.grpc(SERVICE + "UnaryRpc", deadline(Duration.ZERO)));
    }

    private static void refuses(String words, Supplier<Object> what) {
        try {
            what.get();
        } catch (IllegalArgumentException refused) {
            check(refused.getMessage().startsWith(words), refused.getMessage());
            return;
        }
        throw new AssertionError("not refused: " + words);
    }

    private static void check(boolean holds, Object what) {
        if (!holds) throw new AssertionError(what + "");
    }
}
