package dev.throng.runner.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A collector of OpenTelemetry's on this machine, that reads what it is sent by the protocol's own classes. */
public final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    final List<ExportMetricsServiceRequest> received = new CopyOnWriteArrayList<>();
    public final List<Span> spans = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    public Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/v1/metrics", this::take);
        server.createContext("/v1/traces", this::trace);
        server.start();
    }

    /** What it answers first. */
    Collector refusing(Integer... statuses) {
        refusals.addAll(List.of(statuses));
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Integer refusal = refusals.poll();
            if (refusal != null) {
                byte[] why = "not now".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(refusal, why.length);
                exchange.getResponseBody().write(why);
            } else {
                received.add(read(body));
                exchange.sendResponseHeaders(200, -1);
            }
        }
    }

    private void trace(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(plain(exchange.getRequestBody().readAllBytes()))
                    .getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static ExportMetricsServiceRequest read(byte[] body) throws IOException {
        return ExportMetricsServiceRequest.parseFrom(plain(body));
    }

    private static byte[] plain(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    /** All of what has come of one metric, in order. */
    Stream<Metric> metrics(String name) {
        return received.stream()
                .flatMap(request -> request.getResourceMetricsList().stream())
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .filter(metric -> metric.getName().equals(name));
    }

    /** The last of it. */
    Metric metric(String name) {
        return metrics(name).reduce((_, later) -> later).orElseThrow();
    }

    /** What the last values of a counter add up to, over what is judged. */
    public double judged(String counter) {
        return metric(counter).getSum().getDataPointsList().stream()
                .filter(point -> attribute(point.getAttributesList(), "judged").equals("true"))
                .mapToDouble(NumberDataPoint::getAsDouble)
                .sum();
    }

    static String attribute(List<KeyValue> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
