package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.judge.BodyReader;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.response.BodyConsumer;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.script.ByteSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call goes: this one as a plain request of HTTP; each other kind of call says what is different with it. Used again and again
 * for calls of the kind; confined to the loop.
 */
class Protocol {
    /** A plain request, of which there is nothing to keep. */
    static final Protocol HTTP = new Protocol();

    static final int NO_STATUS = -1;

    // The request

    /** A call begins. @param intendedNanos when it was to */
    void begin(Call call, long intendedNanos) {}

    /** Sends the request. False when the carrier is gone. @param wantsBody whether the response's is looked at */
    boolean send(Call call, boolean wantsBody, Carrier over, ByteSink bytes, Loop loop) {
        return over.send(
                bytes, call.isHead, wantsBody, loop.shared().plan().http().maxBodyBytes());
    }

    /** Whether a proxy may be the one who reads it. */
    boolean isForProxies() {
        return true;
    }

    /** Whether it goes to another address than the one before. */
    boolean goesRound(Call call) {
        return false;
    }

    /** Whether the connection becomes one of another protocol: it is one that nobody else has, before and after. */
    boolean upgrades() {
        return false;
    }

    // The response

    @Nullable BodyConsumer bodyConsumer() {
        return null;
    }

    /** A final response is there. */
    void responded(ResponseParser response) {}

    /** When what came ended. */
    long ended(Carrier from) {
        return from.lastByteAt();
    }

    /** Reads what is judged, and says why that can't be. */
    @Nullable Failure read(Call call, boolean wantsBody, ResponseParser response, Content content, BodyReader bodies) {
        return wantsBody ? bodies.read(response) : null;
    }

    /** Whether there is more of it to look at than a sample of the body. */
    boolean hasRead(boolean wantsBody) {
        return wantsBody;
    }

    /** Why an answer that is as expected is of no use all the same. */
    @Nullable Failure disagrees(Call call, Outgoing request, ResponseParser response) {
        return null;
    }

    /** The messages of the answer, where code is to have them one by one. */
    List<byte[]> messages() {
        return List.of();
    }

    /** What there is to say of how the answer came; mostly nothing. */
    String words(long sentNanos) {
        return "";
    }

    /** Whether the connection is the user's from now on, with all that comes over it. */
    boolean takesOver(Call call, Carrier from, Outgoing request, User user, long beganNanos) {
        return false;
    }

    /** Whether the connection is as good as before. */
    boolean leavesConnection() {
        return true;
    }

    // Time

    /** The nearer one of when something is due here, and of another instant. */
    long deadline(long sentNanos, long other) {
        return other;
    }

    /** Does what is due. False when nothing is. */
    boolean goOn(long nowNanos) {
        return false;
    }

    /** Whether nothing is waited for any more, although the response has not ended. */
    boolean isDone(long sentNanos, long nowNanos) {
        return false;
    }

    /** The response is taken as it is now, and the rest of it not waited for. */
    void cut() {}

    boolean isCutShort() {
        return false;
    }

    /** Why it is taking too long, if it is not the request as a whole that does. */
    @Nullable Failure late(long sentNanos, long nowNanos) {
        return null;
    }

    /** Whether the response so far is a failure by this, and to be looked at. */
    boolean fails(Failure why, long nowNanos) {
        return false;
    }

    /** The status that a call ends with when its time runs out; {@link #NO_STATUS} when that is nothing but a time-out. */
    int statusAtDeadline(Call call) {
        return NO_STATUS;
    }

    // The end

    void close() {}
}
