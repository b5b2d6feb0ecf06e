package dev.throng.runner.engine.exchange;

import dev.throng.runner.http.Carrier;

/** Whether a request whose connection was lost is sent once more by itself, without being one more of the user's. Confined to the loop. */
final class TransparentRetry {
    /** A server that has refused it so often will not take it. */
    private static final int MOST_REFUSALS = 3;

    private boolean resent;
    private int refusals;

    void begin() {
        resent = false;
        refusals = 0;
    }

    /** Another request of the same exchange is sent. */
    void follow() {
        resent = false;
    }

    /**
     * A server may close an idle connection at any time; the request that crosses this on its way deserves another try. One
     * that may have had an effect deserves it only when the server can't have got it.
     */
    boolean next(Carrier.Loss loss, Carrier gone, Call call) {
        boolean another = may(loss, gone, call);
        resent |= another;
        return another;
    }

    private boolean may(Carrier.Loss loss, Carrier gone, Call call) {
        if (loss == Carrier.Loss.UNPROCESSED) {
            return refusals++ < MOST_REFUSALS;
        }
        if (!gone.wasUsed() || resent) {
            return false;
        }
        return switch (loss) {
            case OUT_OF_TURN -> true;
            case BEFORE_RESPONSE -> gone.fate() == Carrier.Fate.MISSED || call.prepared.isIdempotent();
            default -> false;
        };
    }
}
