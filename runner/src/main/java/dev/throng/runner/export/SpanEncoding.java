package dev.throng.runner.export;

import com.google.protobuf.ByteString;
import dev.throng.runner.trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Spans in OpenTelemetry's protocol, named as its conventions for clients of HTTP have it. */
final class SpanEncoding {
    private static final int SAMPLED = 1;

    private final String loadTest;
    private final Resource resource;

    SpanEncoding(String loadTest, String instance, String version) {
        this.loadTest = loadTest;
        this.resource = Otlp.resource(instance, version);
    }

    Map<String, String> headers() {
        return Otlp.HEADERS;
    }

    byte[] encode(List<Span> spans) {
        return Otlp.gzipped(ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(resource)
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addAllSpans(spans.stream().map(this::span).toList())))
                .build());
    }

    private io.opentelemetry.proto.trace.v1.Span span(Span span) {
        io.opentelemetry.proto.trace.v1.Span.Builder built = io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(bytes(span.traceId()))
                .setSpanId(bytes(span.spanId()))
                .setFlags(SAMPLED)
                .setName(span.method() + " " + span.name())
                .setKind(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(span.startEpochNanos())
                .setEndTimeUnixNano(span.endEpochNanos())
                .addAttributes(text("http.request.method", span.method()))
                .addAttributes(text("server.address", span.host()))
                .addAttributes(number("server.port", span.port()))
                .addAttributes(text("throng.loadtest", loadTest))
                .addAttributes(text("throng.user", span.userClass()))
                .addAttributes(text("throng.name", span.name()));
        if (span.status() > 0) {
            built.addAttributes(number("http.response.status_code", span.status()));
        }
        if (!span.failure().isEmpty()) {
            built.addAttributes(text("error.type", span.failure()))
                    .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
        }
        return built.build();
    }

    private static ByteString bytes(String digits) {
        return ByteString.copyFrom(HexFormat.of().parseHex(digits));
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }
}
