package dev.throng.scenario;

import java.util.List;

/**
 * What came of a call of gRPC: {@link #json} and {@link #text} are the answer as protobuf's JSON, that of a method whose server streams as
 * an array; {@link #header} has the metadata, also what came behind the messages. {@link #status} is 0, as there is none of HTTP.
 *
 * <pre>{@code
 * GrpcResponse item = client.grpc("shop.v1.Catalog/GetItem", message(Map.of("id", 7)));
 * if (item.ok()) trend("price").add(item.json("$.price").asDouble());
 * }</pre>
 */
public interface GrpcResponse extends Response {
    /** {@link GrpcStatus#UNKNOWN} also when the call ended without one: {@link #problem} says why. */
    GrpcStatus grpcStatus();

    /** What the server has said beside the status; empty when nothing. */
    String grpcMessage();

    /** The bytes of the answer's messages, decompressed, in their order. */
    List<byte[]> messages();

    /**
     * The answer's message as an object of a generated class: {@code response.message(Item::parseFrom)}.
     *
     * @throws IllegalStateException there is not one message, or it is none of this class
     */
    default <T> T message(Parser<T> parser) {
        List<T> all = messages(parser);
        if (all.size() != 1) {
            throw new IllegalStateException("the answer has " + all.size() + " messages, not one"
                    + problem().map(problem -> ": " + problem).orElse(""));
        }
        return all.getFirst();
    }

    /**
     * The answer's messages as objects of a generated class.
     *
     * @throws IllegalStateException one of them is none of this class
     */
    default <T> List<T> messages(Parser<T> parser) {
        return messages().stream().map(bytes -> parsed(parser, bytes)).toList();
    }

    private static <T> T parsed(Parser<T> parser, byte[] bytes) {
        try {
            return parser.parse(bytes);
        } catch (Exception wrong) {
            throw new IllegalStateException("the answer's message can't be read: " + wrong.getMessage(), wrong);
        }
    }

    /** Makes an object of a message's bytes, as {@code parseFrom} of generated classes does. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(byte[] bytes) throws Exception;
    }
}
