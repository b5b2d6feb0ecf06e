package dev.throng.runner.plan.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.throng.api.step.GrpcCallSpec;
import dev.throng.api.step.RequestSpec;
import dev.throng.runner.grpc.CallFields;
import dev.throng.runner.grpc.RpcMethod;
import dev.throng.runner.grpc.message.MessageCompiler;
import dev.throng.runner.grpc.proto.Definitions;
import dev.throng.runner.plan.compile.http.GrpcCompiler;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is particular to a call of gRPC, beside what it has in common with requests of HTTP. */
final class RpcCompiler {
    private final GrpcCompiler grpc;
    private final Scripts scripts;
    private final Variables variables;
    private final GrpcCallSpec call;
    private final Place place;

    /** @param place of the call itself */
    RpcCompiler(GrpcCompiler grpc, Scripts scripts, Variables variables, GrpcCallSpec call, Place place) {
        this.grpc = grpc;
        this.scripts = scripts;
        this.variables = variables;
        this.call = call;
        this.place = place;
    }

    /** Says what of a request of HTTP stands beside the call. @param at of the step or task */
    static void check(RequestSpec request, Place at) {
        Stream.of(
                        Map.entry("headers", Optional.ofNullable((Object) request.headers())),
                        Map.entry("json", Optional.ofNullable((Object) request.json())),
                        Map.entry("form", Optional.ofNullable((Object) request.form())),
                        Map.entry("multipart", Optional.ofNullable((Object) request.multipart())),
                        Map.entry("bodyFile", Optional.ofNullable((Object) request.bodyFile())),
                        Map.entry("body", Optional.ofNullable((Object) request.body())),
                        Map.entry("followRedirects", Optional.ofNullable((Object) request.followRedirects())))
                .filter(field -> field.getValue().isPresent())
                .forEach(field -> at.field(field.getKey())
                        .problem("is for requests of HTTP; a call of gRPC has message and metadata, within grpc"));
    }

    String name() {
        return String.valueOf(call.call());
    }

    /** The step, and what it sends; the request lacks the body then. */
    record Made(RpcMethod method, Step.Body body) {}

    Made compile() {
        if (call.call() == null) {
            place.field("call").problem("is missing, name a service and a method such as shop.v1.Catalog/GetItem");
        }
        Optional<MethodDescriptor> found =
                call.call() == null ? Optional.empty() : grpc.method(call.call(), place.field("call"));
        Definitions definitions = grpc.definitions();
        List<JsonNode> messages = messages();
        if (found.isEmpty() || definitions == null) {
            return new Made(RpcMethod.unseen(name()), new Step.Body(CallFields.CONTENT_TYPE, unseen(messages)));
        }
        MethodDescriptor method = found.get();
        if (call.messages() != null && !method.isClientStreaming()) {
            place.field("messages").problem(method.getName() + " takes one message: write message");
        }
        Template content = new MessageCompiler(scripts, variables, definitions.types())
                .compile(messages, method.getInputType(), Boolean.TRUE.equals(call.compress()), places(messages));
        return new Made(RpcMethod.of(method, definitions.types()), new Step.Body(CallFields.CONTENT_TYPE, content));
    }

    private List<JsonNode> messages() {
        if (call.messages() != null) {
            if (call.message() != null) {
                place.problem("message and messages exclude each other");
            }
            return call.messages();
        }
        return List.of(call.message() == null ? JsonNodeFactory.instance.objectNode() : call.message());
    }

    private List<Place> places(List<JsonNode> messages) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            places.add(
                    call.messages() == null
                            ? place.field("message")
                            : place.field("messages").item(i));
        }
        return places;
    }

    /** Expressions are looked at, fields can't be. */
    private Template unseen(List<JsonNode> messages) {
        List<Place> places = places(messages);
        for (int i = 1; i < messages.size(); i++) {
            Template unused = scripts.json(messages.get(i), variables, places.get(i));
        }
        return scripts.json(messages.getFirst(), variables, places.getFirst());
    }

    /** What is said beside the message. @param inherited of the run and the user */
    List<Step.Header> headers(List<Step.Header> inherited) {
        List<Step.Header> headers = new ArrayList<>();
        CallFields.of(Boolean.TRUE.equals(call.compress()), deadlineNanos())
                .forEach((name, value) -> fixed(headers, name, value));
        inherited.stream().filter(header -> !CallFields.isOurs(header.name())).forEach(headers::add);
        return List.copyOf(headers);
    }

    void checkMetadata() {
        if (call.metadata() != null) {
            call.metadata().keySet().stream()
                    .filter(CallFields::isReserved)
                    .forEach(name -> place.field("metadata")
                            .field(name)
                            .problem("belongs to gRPC itself and can't be set; see deadline and compress"));
        }
    }

    private void fixed(List<Step.Header> headers, String name, String value) {
        headers.add(new Step.Header(name, scripts.header(value, variables, place)));
    }

    long deadlineNanos() {
        return call.deadline() == null
                ? CallFields.NO_DEADLINE
                : Quantity.positive(call.deadline(), Duration.ofSeconds(1), place.field("deadline"))
                        .toNanos();
    }

    /** The whole step. */
    Step.Rpc step(Step.Request request, RpcMethod method) {
        boolean awaits = Boolean.TRUE.equals(call.awaitAnswers());
        long every = call.every() == null
                ? 0
                : Quantity.positive(call.every(), Duration.ofSeconds(1), place.field("every"))
                        .toNanos();
        if (awaits && !(method.clientStreams() && method.serverStreams())) {
            place.field("awaitAnswers").problem("is for methods of which both sides stream");
        }
        return new Step.Rpc(
                request, method, deadlineNanos(), grpc.mostBytes(), messages().size(), every, awaits, grpc.goesRound());
    }
}
