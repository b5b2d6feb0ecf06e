package dev.throng.runner.grpc;

import dev.throng.runner.grpc.message.MessageReader;

/**
 * A method that code calls.
 *
 * @param reads the messages of its requests
 * @param mostBytes of one message of an answer
 * @param goesRound whether its calls go to all addresses of the server's name in turn
 */
public record KnownMethod(RpcMethod method, MessageReader reads, long mostBytes, boolean goesRound) {}
