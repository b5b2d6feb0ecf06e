package dev.throng.runner.engine.judge;

import dev.throng.api.RpcStatus;
import dev.throng.runner.grpc.RpcMethod;
import dev.throng.runner.grpc.message.MessagePrinter;
import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.http.coding.ContentCoding;
import dev.throng.runner.http.coding.Inflating;
import dev.throng.runner.plan.Step;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of gRPC: the status, and the messages as JSON; those of a method whose server streams as an array. One per loop,
 * confined to it.
 */
public final class RpcReader implements AutoCloseable {
    private static final int PREFIX = 5;
    private static final int LONGEST_REASON = 120;

    private final Inflating inflating = new Inflating();
    private final ByteSink json = new ByteSink(1024);
    private final ByteSink plain = new ByteSink(1024);
    private int messages;

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

    /** What the server said beside a status, in brackets for a failure's words; empty when it said nothing. */
    static String reason(ResponseParser response) {
        if (RpcStatus.ofNumber(response.status()).isEmpty()) {
            return "";
        }
        String said = response.header("grpc-message");
        if (said == null || said.isBlank()) {
            return code(response) == null ? " (HTTP status " + response.headStatus() + ")" : "";
        }
        String text = decoded(said).replaceAll("\\s+", " ").strip();
        return " (" + (text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…") + ")";
    }

    /** Percent-encoded UTF-8, of which what is not well-formed stays as it is. */
    private static String decoded(String said) {
        ByteBuffer bytes = ByteBuffer.allocate(said.length());
        for (int at = 0; at < said.length(); at++) {
            char c = said.charAt(at);
            boolean escaped = c == '%' && isHex(said, at + 1);
            if (escaped) {
                bytes.put((byte) Integer.parseInt(said, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private static boolean isHex(String text, int at) {
        return at + 2 <= text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }

    /** Messages of the answer that was read last. */
    public int messages() {
        return messages;
    }

    /**
     * Reads an answer that is {@linkplain #settle settled}; null when it is well-formed.
     *
     * @param printed whether the messages are wanted as JSON, in {@code content}
     */
    public @Nullable Failure read(ResponseParser response, Step.Rpc call, boolean printed, Content content) {
        json.truncate(0);
        messages = 0;
        content.set(json.array(), 0, 0);
        String problem = code(response) == null ? withoutStatus(response) : messages(response, call, printed);
        content.set(json.array(), 0, json.length());
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

    private @Nullable String messages(ResponseParser response, Step.Rpc call, boolean printed) {
        RpcMethod method = call.method();
        boolean list = method.serverStreams();
        if (list && printed) {
            json.append((byte) '[');
        }
        byte[] bytes = response.bodyArray();
        int at = response.bodyFrom();
        int to = at + response.bodyLength();
        while (at < to) {
            long length =
                    to - at < PREFIX ? -1 : ByteBuffer.wrap(bytes, at + 1, 4).getInt() & 0xFFFFFFFFL;
            if (length > call.mostBytes()) {
                return "a message longer than " + size(call.mostBytes()) + " (grpc.maxMessageSize)";
            }
            if (length < 0 || length > to - at - PREFIX) {
                return "the answer ends within a message";
            }
            if (messages++ > 0 && !list) {
                return "more than one message from a method that answers with one";
            }
            String problem = message(
                    response,
                    bytes[at],
                    bytes,
                    at + PREFIX,
                    (int) length,
                    call.mostBytes(),
                    printed ? method.answers() : Optional.empty());
            if (problem != null) {
                return problem;
            }
            at += PREFIX + (int) length;
        }
        if (list && printed) {
            json.append((byte) ']');
        }
        return messages == 0 && !list && response.status() == RpcStatus.OK.number()
                ? "status OK without a message"
                : null;
    }

    private @Nullable String message(
            ResponseParser response,
            byte flag,
            byte[] bytes,
            int from,
            int length,
            long most,
            Optional<MessagePrinter> printer) {
        if (flag != 0 && flag != 1) {
            return "the answer is not framed as gRPC has it";
        }
        plain.truncate(0);
        if (flag == 1) {
            String encoding = response.header("grpc-encoding");
            if (!"gzip".equals(encoding)) {
                return "a message compressed as nobody asked for: " + encoding;
            }
            String problem = inflating.decode(ContentCoding.GZIP, bytes, from, length, most, plain);
            if (problem != null) {
                return problem.contains("damaged")
                        ? "a message that can't be decompressed"
                        : "a message longer than " + size(most) + " when it is decompressed (grpc.maxMessageSize)";
            }
        }
        if (printer.isEmpty()) {
            return null;
        }
        if (messages > 1) {
            json.append((byte) ',');
        }
        return flag == 1
                ? printer.get().print(plain.array(), 0, plain.length(), json)
                : printer.get().print(bytes, from, length, json);
    }

    private static String size(long bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }

    /** The request with its messages as JSON, for people. @param request its head as HTTP/1.1 has it, and its body */
    public ByteSink shown(ByteSink request, RpcMethod method) {
        ByteSink shown = new ByteSink(request.length());
        byte[] bytes = request.array();
        int head = 3;
        while (head < request.length() && !(bytes[head] == '\n' && bytes[head - 2] == '\n')) {
            head++;
        }
        head = Math.min(head + 1, request.length());
        shown.append(bytes, 0, head);
        for (int at = head; at + PREFIX <= request.length(); ) {
            int length = ByteBuffer.wrap(bytes, at + 1, 4).getInt();
            show(bytes, at, length, method, shown);
            at += PREFIX + length;
        }
        return shown;
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
        json.truncate(0);
        plain.truncate(0);
    }

    @Override
    public void close() {
        inflating.close();
    }
}
