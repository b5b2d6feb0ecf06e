package dev.throng.scenario;

/**
 * A response whose outcome the code says; see {@link Client#check}. It is counted when it is closed, with the times of the
 * wire, however long the code has looked at it. Without a word it counts like any other: by its status, and by what the
 * request expects.
 */
public interface CheckedResponse extends Response, AutoCloseable {
    /** It counts as a success, whatever its status. The last word counts. */
    void success();

    /** It counts as failed. The last word counts. @param reason for people; few different ones */
    void fail(String reason);

    /** Counts it; once. */
    @Override
    void close();
}
