package dev.throng.runner.java;

import dev.throng.runner.code.Certificates;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.RequestMode;
import dev.throng.runner.code.Session;
import dev.throng.runner.grpc.CallFields;
import dev.throng.runner.grpc.KnownMethod;
import dev.throng.runner.grpc.RpcMethod;
import dev.throng.runner.grpc.message.Framing;
import dev.throng.runner.grpc.proto.DefinitionException;
import dev.throng.runner.plan.step.StatusSet;
import dev.throng.runner.plan.step.Step;
import dev.throng.scenario.GrpcStatus;
import dev.throng.scenario.RequestSpec;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of gRPC of the API, as sessions make them. */
final class GrpcConversion {
    private static final byte[] NO_FIELDS = {};

    private GrpcConversion() {}

    /**
     * @param headers of all requests of the user
     * @throws IllegalArgumentException there is no such method, or it can't be called so
     */
    static Request of(RequestSpec spec, Map<String, String> headers, Session session) {
        refuse(spec);
        KnownMethod known = known(spec.url(), session);
        RpcMethod method = known.method();
        if (spec.messages().size() > 1 && !method.clientStreams()) {
            throw new IllegalArgumentException(
                    spec.url() + " takes one message, not " + spec.messages().size());
        }
        if (spec.awaitsAnswers() && !(method.clientStreams() && method.serverStreams())) {
            throw new IllegalArgumentException("awaitAnswers(): is for methods of which both sides stream");
        }
        List<byte[]> messages = messages(spec, known);
        return new Request(
                Step.Rpc.METHOD,
                method.path(),
                spec.name(),
                fields(spec, headers),
                Framing.framed(messages, spec.isCompressed()),
                CallFields.CONTENT_TYPE,
                false,
                spec.timeout() == null ? 0 : Math.max(1, spec.timeout().toNanos()),
                true,
                judge(spec, known),
                false,
                Certificates.OF_RUN,
                new RequestMode.Called(
                        known,
                        messages.size(),
                        nanos(spec.deadline(), CallFields.NO_DEADLINE),
                        nanos(spec.every(), 0),
                        spec.awaitsAnswers(),
                        statuses(spec)));
    }

    private static void refuse(RequestSpec spec) {
        if (spec.hasJson()
                || spec.body() != null
                || !spec.fields().isEmpty()
                || !spec.files().isEmpty()) {
            throw new IllegalArgumentException("grpc(…): a call has no body; say message(…)");
        }
        if (spec.events() != null || spec.statuses() != null) {
            throw new IllegalArgumentException(
                    spec.events() != null
                            ? "stream(…): is for responses of HTTP; the messages of a call are there at its end"
                            : "expectStatus(…): is for HTTP; say expectGrpcStatus(GrpcStatus.NOT_FOUND)");
        }
        for (RequestSpec.Header header : spec.headers()) {
            if (CallFields.isReserved(header.name())) {
                throw new IllegalArgumentException(
                        "header(\"" + header.name() + "\", …): belongs to gRPC itself; see deadline and compressed");
            }
        }
    }

    private static KnownMethod known(String call, Session session) {
        try {
            return session.method(call);
        } catch (DefinitionException unknown) {
            throw new IllegalArgumentException(unknown.getMessage());
        }
    }

    private static List<byte[]> messages(RequestSpec spec, KnownMethod method) {
        if (spec.messages().isEmpty()) {
            return List.of(NO_FIELDS);
        }
        List<byte[]> all = new ArrayList<>(spec.messages().size());
        for (Object message : spec.messages()) {
            all.add(bytes(message, method));
        }
        return all;
    }

    private static byte[] bytes(Object message, KnownMethod method) {
        if (message instanceof byte[] bytes) {
            return bytes;
        }
        if (message instanceof String json) {
            return method.reads().read(json);
        }
        byte[] generated = generated(message);
        return generated == null
                ? method.reads().read(new String(RequestConversion.json(message), StandardCharsets.UTF_8))
                : generated;
    }

    /** The bytes of an object of a class that protoc has generated, in whatever archive; null when it is none. */
    private static byte @Nullable [] generated(Object message) {
        try {
            return (byte[]) message.getClass().getMethod("toByteArray").invoke(message);
        } catch (NoSuchMethodException other) {
            return null;
        } catch (IllegalAccessException | InvocationTargetException | ClassCastException wrong) {
            throw new IllegalArgumentException(
                    "message(…): toByteArray() of " + message.getClass().getName() + " fails", wrong);
        }
    }

    private static List<Request.Field> fields(RequestSpec spec, Map<String, String> headers) {
        List<Request.Field> fields = new ArrayList<>();
        CallFields.of(spec.isCompressed(), nanos(spec.deadline(), CallFields.NO_DEADLINE))
                .forEach((name, value) -> fields.add(new Request.Field(name, value)));
        for (Request.Field field : RequestConversion.fields(spec, headers)) {
            if (!CallFields.isOurs(field.name())) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static long nanos(@Nullable Duration time, long absent) {
        return time == null ? absent : time.toNanos();
    }

    private static StatusSet statuses(RequestSpec spec) {
        return spec.grpcStatuses().isEmpty()
                ? StatusSet.RPC_OK
                : StatusSet.in(
                        spec.grpcStatuses().stream().map(GrpcStatus::name).toList());
    }

    private static Request.@Nullable Judge judge(RequestSpec spec, KnownMethod method) {
        return spec.hasChecks() ? came -> new CallAnswer(came, spec, method).problemBy(spec) : null;
    }
}
