package dev.throng.scenario;

import dev.throng.scenario.spi.Link;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words that users and task sets are written with. */
abstract class Words {
    abstract Link link();

    // Waits

    /** A pause of random length between two tasks, in seconds; evenly distributed, the bounds included. */
    protected static Wait between(double minSeconds, double maxSeconds) {
        long min = nanos(minSeconds);
        long max = nanos(maxSeconds);
        if (min > max) {
            throw new IllegalArgumentException(
                    "the shortest pause (" + minSeconds + " s) is longer than the longest (" + maxSeconds + " s)");
        }
        return (random, took) -> Duration.ofNanos(random.nextLong(min, max + 1));
    }

    /** Always the same pause between two tasks, in seconds. */
    protected static Wait constant(double seconds) {
        Duration pause = Duration.ofNanos(nanos(seconds));
        return (random, took) -> pause;
    }

    /** At most one task start per period, in seconds; a task that took longer is not made up for. */
    protected static Wait pacing(double seconds) {
        Duration period = Duration.ofNanos(nanos(seconds));
        return (random, took) -> period.minus(took);
    }

    /** At most so many task starts per second and user. */
    protected static Wait throughput(double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a throughput must be above 0, not " + perSecond);
        }
        return pacing(1 / perSecond);
    }

    private static long nanos(double seconds) {
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("a pause can't be " + seconds + " seconds");
        }
        return Math.round(seconds * 1e9);
    }

    // The user

    /** The user's number in the run, from 0. */
    protected final int userNumber() {
        return link().userNumber();
    }

    /** The number of the task that the user does now, from 1; 0 in {@link User#onStart}. */
    protected final long iteration() {
        return link().iteration();
    }

    /** Users that are to be there now, over the whole run. */
    protected final int users() {
        return link().users();
    }

    /**
     * The user's own source of chance: the same seed of the run and the same user number give the same numbers.
     *
     * <pre>{@code
     * client.get("/items/" + random().nextInt(1, 1000), name("/items/{id}"));
     * }</pre>
     */
    protected final RandomGenerator random() {
        return link().random();
    }

    /** What {@link BeforeRun} gave for all users; empty when nothing. */
    protected final Optional<String> shared() {
        return link().shared();
    }

    /** Waits, as a person would within a task. */
    protected final void pause(double seconds) {
        link().pause(Duration.ofNanos(nanos(seconds)));
    }

    /** Waits, as a person would within a task. */
    protected final void pause(Duration time) {
        link().pause(time);
    }

    /** The user has done its work: it leaves by {@link User#onStop}, and nobody takes its place. Does not return. */
    protected final void stopUser() {
        throw link().stopUser();
    }

    /** Ends the whole run gracefully, with what was measured. @param reason for people */
    protected final void stopRun(String reason) {
        link().stopRun(reason);
    }

    /** Leaves the task at once for another one, without a wait. Does not return. */
    protected final void rescheduleTask() {
        throw link().rescheduleTask();
    }

    // What is measured beside requests

    /**
     * Counts something that the code has measured itself, over whatever protocol, as one request of the statistics.
     *
     * @param method in place of an HTTP method, such as {@code GRPC}
     * @param took the response time, ending now
     * @param bytes received
     * @param problem why it failed; null when it did not
     */
    protected final void measured(String method, String name, Duration took, long bytes, @Nullable String problem) {
        link().measured(method, name, took, bytes, problem);
    }

    /** A metric of which the distribution is shown. */
    protected final Metric trend(String name) {
        return new Metric(link(), Metric.Kind.TREND, name);
    }

    /** A metric of which the sum is shown. */
    protected final Metric counter(String name) {
        return new Metric(link(), Metric.Kind.COUNTER, name);
    }

    /** A metric of which the share of true values is shown. */
    protected final Metric rate(String name) {
        return new Metric(link(), Metric.Kind.RATE, name);
    }

    /** A metric of which smallest, mean and largest value are shown. */
    protected final Metric gauge(String name) {
        return new Metric(link(), Metric.Kind.GAUGE, name);
    }

    /** A timed block, in a try statement. */
    protected final Transaction transaction(String name) {
        return new Transaction(link(), name);
    }

    // Requests

    /** Names the request for the statistics: needed where its URL differs from time to time. Few different ones. */
    protected static RequestOption name(String name) {
        return request -> request.name(name);
    }

    /** Adds to the URL's query; the value is encoded. */
    protected static RequestOption query(String name, Object value) {
        return request -> request.query(name, String.valueOf(value));
    }

    /** A header of this request, instead of the client's of the same name; a name may come again. */
    protected static RequestOption header(String name, String value) {
        return request -> request.header(name, value);
    }

    /** A JSON body, from maps, lists, records, numbers, text; content type {@code application/json}. */
    protected static RequestOption json(@Nullable Object value) {
        return request -> request.json(value);
    }

    /** A JSON body that is written already. */
    protected static RequestOption jsonText(String text) {
        return request -> request.body(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "application/json");
    }

    /** A form's fields ({@code application/x-www-form-urlencoded}); one whose value is a list comes once for each of its items. */
    protected static RequestOption form(Map<String, ?> fields) {
        return request -> fields.forEach((name, value) -> {
            if (value instanceof Iterable<?> several) {
                several.forEach(one -> request.field(name, String.valueOf(one)));
            } else {
                request.field(name, String.valueOf(value));
            }
        });
    }

    /** One field of a form; a name may come again. */
    protected static RequestOption field(String name, Object value) {
        return request -> request.field(name, String.valueOf(value));
    }

    /** A file of a form, which makes it {@code multipart/form-data}. */
    protected static RequestOption file(String field, String fileName, String contentType, byte[] content) {
        return request -> request.file(field, fileName, contentType, content);
    }

    /** A body of text; content type {@code text/plain} unless a header says otherwise. */
    protected static RequestOption body(String text) {
        return request ->
                request.body(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    /** A body of bytes; content type {@code application/octet-stream} unless a header says otherwise. */
    protected static RequestOption body(byte[] bytes) {
        return request -> request.body(bytes, "application/octet-stream");
    }

    /** A body that is read from a stream, to its end and before the request is sent. */
    protected static RequestOption body(InputStream stream) {
        return request -> request.stream(stream);
    }

    /** Fails the request when it is not complete by then. */
    protected static RequestOption timeout(Duration limit) {
        return request -> request.timeout(limit);
    }

    /** Whether redirects are followed; true when absent. */
    protected static RequestOption followRedirects(boolean follow) {
        return request -> request.followRedirects(follow);
    }

    /** The response comes bit by bit: its events are counted and timed, and the user leaves when it has had enough. */
    protected static RequestOption stream(Events events) {
        return request -> request.events(events);
    }

    /** Of a WebSocket's handshake: subprotocols that are offered. */
    protected static RequestOption protocols(String... names) {
        return request -> request.protocols(names);
    }

    /**
     * What a call of gRPC sends: a map, list or record, written as protobuf's JSON; a text, which is JSON already; an object of a class that
     * protoc has generated; or the bytes of one.
     */
    protected static RequestOption message(Object message) {
        return messages(message);
    }

    /** What a call of a method sends whose client streams: each as {@link #message} takes it. */
    protected static RequestOption messages(Object... messages) {
        List<Object> all = List.of(messages);
        return request -> request.messages(all);
    }

    /** What a call of a method sends whose client streams: each as {@link #message} takes it. */
    protected static RequestOption messages(List<?> messages) {
        return request -> request.messages(messages);
    }

    /** Of a call of gRPC: it ends with DEADLINE_EXCEEDED then, and the server is told. */
    protected static RequestOption deadline(Duration limit) {
        return request -> request.deadline(limit);
    }

    /** Of a call of gRPC: one message after the other, so far apart, counted from the first. */
    protected static RequestOption every(Duration interval) {
        return request -> request.every(interval);
    }

    /** Of a call of gRPC: each message when the answer to the one before has come. */
    protected static RequestOption awaitAnswers() {
        return RequestSpec::awaitAnswers;
    }

    /** Fails the call of gRPC unless it ends with one of these; without, with OK. */
    protected static RequestOption expectGrpcStatus(GrpcStatus... statuses) {
        return request -> request.expectGrpcStatus(statuses);
    }

    /** Compression: offered, of a WebSocket's handshake (permessage-deflate); used, of a call of gRPC (gzip). */
    protected static RequestOption compressed() {
        return RequestSpec::compressed;
    }

    /** Of a WebSocket's message: waits so long for an answer that is as expected. */
    protected static RequestOption within(Duration limit) {
        return request -> request.within(limit);
    }

    /** Basic authentication. */
    protected static RequestOption basicAuth(String user, String password) {
        String both = user + ":" + password;
        String coded =
                java.util.Base64.getEncoder().encodeToString(both.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return request -> request.header("Authorization", "Basic " + coded);
    }

    /** Authentication by a bearer token. */
    protected static RequestOption bearer(String token) {
        return request -> request.header("Authorization", "Bearer " + token);
    }

    // Expectations, in the words of YAML

    /** Fails the request unless the status is one of these; without, it is to be below 400. */
    protected static RequestOption expectStatus(int... codes) {
        return request -> request.expectStatus(codes);
    }

    /** Fails the request unless the JSONPath yields something. */
    protected static RequestOption expectJson(String path) {
        return request -> request.expect(response -> response.json(path).isMissing() ? path + " missing" : null);
    }

    /** Fails the request unless the JSONPath yields this value. */
    protected static RequestOption expectJson(String path, Object equal) {
        return request -> request.expect(response -> {
            Json found = response.json(path);
            return found.isMissing()
                    ? path + " missing"
                    : found.is(equal) ? null : path + " is " + found + ", expected " + equal;
        });
    }

    /** Fails the request unless the JSONPath yields something in whose text the regular expression matches somewhere. */
    protected static RequestOption expectJsonMatches(String path, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return request -> request.expect(response -> {
            Json found = response.json(path);
            return found.isMissing()
                    ? path + " missing"
                    : pattern.matcher(found.asText()).find() ? null : path + " is " + found + ", expected " + regex;
        });
    }

    /** Fails the request unless the header is there. */
    protected static RequestOption expectHeader(String name) {
        return request ->
                request.expect(response -> response.header(name).isPresent() ? null : "header " + name + " missing");
    }

    /** Fails the request unless the header is there and the regular expression matches somewhere in its value. */
    protected static RequestOption expectHeaderMatches(String name, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return request -> request.expect(response -> {
            String value = response.header(name).orElse(null);
            return value == null
                    ? "header " + name + " missing"
                    : pattern.matcher(value).find() ? null : "header " + name + " is " + value + ", expected " + regex;
        });
    }

    /** Fails the request unless the header is there with this value. */
    protected static RequestOption expectHeader(String name, String equal) {
        return request -> request.expect(response -> {
            String value = response.header(name).orElse(null);
            return equal.equals(value)
                    ? null
                    : "header " + name + (value == null ? " missing" : " is " + value + ", expected " + equal);
        });
    }

    /** Fails the request unless the body contains this text. */
    protected static RequestOption expectBody(String contains) {
        return request -> request.expect(
                response -> response.text().contains(contains) ? null : "body lacks \"" + contains + '"');
    }

    /** Fails the request unless the regular expression matches somewhere in the body. */
    protected static RequestOption expectBodyMatches(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return request -> request.expect(
                response -> pattern.matcher(response.text()).find() ? null : "body does not match " + regex);
    }

    /** Fails the request when it took longer, from its intended start to the last byte. */
    protected static RequestOption maxDuration(Duration limit) {
        return request -> request.maxDuration(limit);
    }
}
