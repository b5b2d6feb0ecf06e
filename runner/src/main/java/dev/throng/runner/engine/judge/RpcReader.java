package dev.throng.runner.engine.judge;

import dev.throng.api.client.RpcStatus;
import dev.throng.runner.grpc.RpcMethod;
import dev.throng.runner.grpc.StatusMessage;
import dev.throng.runner.grpc.message.MessagePrinter;
import dev.throng.runner.http.coding.ContentCoding;
import dev.throng.runner.http.coding.Inflating;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads answers of gRPC: the status, and messages as JSON. One per loop, confined to it. */
public final class RpcReader implements AutoCloseable {
    /** What is wrong with a second message. */
    public static final String SEVERAL = "more than one message from a method that answers with one";

    private static final int PREFIX = 5;
    private static final int LONGEST_REASON = 120;

    private final Inflating inflating = new Inflating();
    private final ByteSink plain = new ByteSink(1024);
    private ByteSink readable = ByteSink.EMPTY;

    /** Gives an answer the status that it carries. */
    public static void settle(ResponseParser response) {
        String code = code(response);
        RpcStatus status = code == null
                ? RpcStatus.ofHttp(response.headStatus())
                : RpcStatus.ofCode(code.matches("[0-9]{1,9}") ? Long.parseLong(code) : -1);
        response.carries(status.number());
    }

    private static @Nullable String code(ResponseParser response) {
        String behind = response.trailer("grpc-status");
        return behind == null ? response.header("grpc-status") : behind;
    }

    /** Whether what follows a head is gRPC's. */
    public static boolean speaks(ResponseParser response) {
        String type = response.header("content-type");
        return response.headStatus() == 200 && (type == null || type.startsWith("application/grpc"));
    }

    /** What the server said beside a status, in brackets for a failure's words; empty when it said nothing. */
    static String reason(ResponseParser response) {
        if (RpcStatus.ofNumber(response.status()).isEmpty()) {
            return "";
        }
        String said = response.header("grpc-message");
        if (said == null || said.isBlank()) {
            return code(response) == null ? " (HTTP status " + response.headStatus() + ")" : "";
        }
        String text = StatusMessage.decoded(said).replaceAll("\\s+", " ").strip();
        return " (" + (text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…") + ")";
    }

    /**
     * Whether an answer that is {@linkplain #settle settled} is a whole one: null when it is.
     *
     * @param messages that came
     * @param cut whether it ended within one
     */
    public static @Nullable Failure check(ResponseParser response, Step.Rpc call, int messages, boolean cut) {
        String problem = code(response) == null ? withoutStatus(response) : incomplete(response, call, messages, cut);
        return problem == null ? null : new Failure(FailureKind.PROTOCOL, problem);
    }

    /** A gateway's answer of HTTP has a status that stands for one; one without is no answer. */
    private static @Nullable String withoutStatus(ResponseParser response) {
        if (response.headStatus() != 200) {
            return null;
        }
        String type = response.header("content-type");
        return type != null && !type.startsWith("application/grpc")
                ? "the server does not speak gRPC here: it answers with " + type
                : "the server ended the call without a status (grpc-status)";
    }

    private static @Nullable String incomplete(ResponseParser response, Step.Rpc call, int messages, boolean cut) {
        if (cut) {
            return "the answer ends within a message";
        }
        if (call.method().serverStreams()) {
            return null;
        }
        return messages == 0 && response.status() == RpcStatus.OK.number() ? "status OK without a message" : null;
    }

    /** A message that is longer than it may be. */
    public static String tooLong(Step.Rpc call) {
        return "a message longer than " + size(call.mostBytes()) + " (grpc.maxMessageSize)";
    }

    /**
     * Makes a message {@linkplain #readable readable}; null when that went well.
     *
     * @param encoding that the answer names
     * @param compressed whether the message makes use of it
     */
    public @Nullable String unpack(Step.Rpc call, @Nullable String encoding, boolean compressed, ByteSink message) {
        readable = message;
        if (compressed) {
            if (!"gzip".equals(encoding)) {
                return "a message compressed as nobody asked for: " + encoding;
            }
            plain.truncate(0);
            String problem =
                    inflating.decode(ContentCoding.GZIP, message.array(), 0, message.length(), call.mostBytes(), plain);
            if (problem != null) {
                return problem.contains("damaged")
                        ? "a message that can't be decompressed"
                        : "a message longer than " + size(call.mostBytes())
                                + " when it is decompressed (grpc.maxMessageSize)";
            }
            readable = plain;
        }
        return null;
    }

    /** The message that was unpacked last; gone with what it came in. */
    public ByteSink readable() {
        return readable;
    }

    /** Appends it as JSON; null when that went well. */
    public @Nullable String print(Step.Rpc call, ByteSink json) {
        Optional<MessagePrinter> printer = call.method().answers();
        return printer.isPresent() ? printer.get().print(readable.array(), 0, readable.length(), json) : null;
    }

    private static String size(long bytes) {
        return bytes % (1 << 20) == 0
                ? (bytes >> 20) + " MiB"
                : bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " bytes";
    }

    /** The request with its messages as JSON, for people. @param request its head as HTTP/1.1 has it, and its body */
    public ByteSink shown(ByteSink request, RpcMethod method) {
        ByteSink shown = new ByteSink(request.length());
        byte[] bytes = request.array();
        int head = headEnd(request);
        shown.append(bytes, 0, head);
        for (int at = head; at + PREFIX <= request.length(); ) {
            int length = ByteBuffer.wrap(bytes, at + 1, 4).getInt();
            show(bytes, at, length, method, shown);
            at += PREFIX + length;
        }
        return shown;
    }

    /** Where a request's body begins. */
    public static int headEnd(ByteSink request) {
        byte[] bytes = request.array();
        int at = 3;
        while (at < request.length() && !(bytes[at] == '\n' && bytes[at - 2] == '\n')) {
            at++;
        }
        return Math.min(at + 1, request.length());
    }

    private void show(byte[] bytes, int at, int length, RpcMethod method, ByteSink shown) {
        if (method.requests().isEmpty()) {
            return;
        }
        if (shown.array()[shown.length() - 1] != '\n') {
            shown.append((byte) '\n');
        }
        plain.truncate(0);
        String problem = inflating.decode(
                bytes[at] == 1 ? ContentCoding.GZIP : ContentCoding.IDENTITY,
                bytes,
                at + PREFIX,
                length,
                Integer.MAX_VALUE,
                plain);
        if (problem == null) {
            problem = method.requests().get().print(plain.array(), 0, plain.length(), shown);
        }
        if (problem != null) {
            shown.append(problem);
        }
    }

    /** The answer is about to go. */
    public void forget() {
        plain.truncate(0);
        readable = ByteSink.EMPTY;
    }

    @Override
    public void close() {
        inflating.close();
    }
}
