package dev.throng.runner.http.response;

/** Takes a response's body as it comes, piece by piece, where it is not to be kept until it is whole. Called on the loop, within a read. */
public interface BodyConsumer {
    /** The head of a final response has come. @return whether the body is taken; otherwise it is read as any other */
    boolean opened(ResponseParser response);

    /** Takes a piece of the body, which is gone when this returns. @param atNanos when its last byte was there */
    void piece(byte[] bytes, int from, int length, long atNanos);
}
