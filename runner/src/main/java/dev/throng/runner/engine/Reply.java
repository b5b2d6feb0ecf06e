package dev.throng.runner.engine;

/**
 * What came of a request.
 *
 * @param met whether it was as expected
 * @param status 0 when there was no response
 * @param problem why it was not as expected, for people; empty when it was
 * @param head status line and fields as they came; empty unless the content was to be kept
 * @param body decoded; empty unless the content was to be kept
 */
@SuppressWarnings("ArrayRecordComponent") // two copies made for the receiver alone
public record Reply(boolean met, int status, String problem, byte[] head, byte[] body) {
    static final byte[] NOTHING = new byte[0];
}
