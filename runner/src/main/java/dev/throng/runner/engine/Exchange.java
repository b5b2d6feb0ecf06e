package dev.throng.runner.engine;

import dev.throng.runner.http.Connection;
import dev.throng.runner.http.ContentCoding;
import dev.throng.runner.http.CookieJar;
import dev.throng.runner.http.Origin;
import dev.throng.runner.http.Redirects;
import dev.throng.runner.http.RequestEncoder;
import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.http.Url;
import dev.throng.runner.plan.Step;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import org.jspecify.annotations.Nullable;

/**
 * A user's request on its way: encode, connect if need be, send, receive, follow redirects, judge, record. One per user,
 * used again and again; confined to the loop. The whole chain is one sample.
 */
final class Exchange implements Connection.Owner {
    private enum State {
        NONE,
        /** Waits for a name, a connection, TLS. */
        OPENING,
        /** The request was sent. */
        SENT
    }

    private static final long NEVER = -1;

    private final User user;
    private final Loop loop;
    private State state = State.NONE;
    private @Nullable Call call;
    private @Nullable ByteSink request;
    private @Nullable Origin origin;
    private @Nullable Connection connection;
    private @Nullable Dial dial;
    private boolean beginning;
    private boolean resent;
    private int hops;
    private boolean hopDue;
    private boolean repeatDue;
    private String method = "";
    private boolean met;
    private long intendedNanos;
    private long beganNanos;
    private long openingNanos;
    private long firstSentNanos;
    private long endNanos;
    private long received;
    private long sent;

    Exchange(User user) {
        this.user = user;
        loop = user.loop;
    }

    boolean isActive() {
        return state != State.NONE;
    }

    /** Whether the last one was as expected. */
    boolean met() {
        return met;
    }

    /** When the last one was over. */
    long endNanos() {
        return endNanos;
    }

    /**
     * Begins.
     *
     * @return whether it is over already: it could not even be sent. Otherwise {@link User#exchangeEnded} will be called
     */
    boolean begin(Call what, long intended) {
        call = what;
        intendedNanos = intended;
        beganNanos = Math.max(intended, loop.awakeSince());
        firstSentNanos = NEVER;
        hops = 0;
        hopDue = false;
        repeatDue = false;
        resent = false;
        method = what.step.method();
        received = 0;
        sent = 0;
        beginning = true;
        start(what);
        beginning = false;
        return state == State.NONE;
    }

    private void start(Call what) {
        state = State.OPENING;
        loop.inFlight++;
        ByteSink whole = what.prepared.whole();
        if (whole != null && user.hasNoCookies()) {
            request = whole;
            go(what.prepared.origin());
        } else {
            encode(what);
        }
    }

    private void encode(Call what) {
        ByteSink bytes = loop.io.sinks().take();
        request = bytes;
        if (loop.encoder.encode(what.prepared, user, user.cookies(), bytes)) {
            go(loop.encoder.origin());
        } else {
            fail(FailureKind.REQUEST, loop.encoder.problem());
        }
    }

    /** Sends the encoded request over the connection at hand, or opens one. */
    private void go(Origin to) {
        origin = to;
        Connection idle = user.connections.idle(to);
        if (idle != null && send(idle)) {
            loop.count(Counter.CONNECTIONS_REUSED);
        } else {
            open(to);
        }
    }

    private void open(Origin to) {
        state = State.OPENING;
        openingNanos = System.nanoTime();
        watch();
        Dial opening = new Dial(this, user, to);
        dial = opening;
        opening.begin();
    }

    /** False when the connection turned out to be gone before anything was sent. */
    private boolean send(Connection over) {
        Call what = current();
        ByteSink bytes = currentRequest();
        connection = over;
        if (!over.send(
                bytes, what.isHead, what.wantsBody, loop.shared.plan().http().maxBodyBytes())) {
            connection = null;
            return false;
        }
        state = State.SENT;
        sent += bytes.length();
        if (firstSentNanos == NEVER) {
            firstSentNanos = over.sentAt();
        }
        countSend();
        watch();
        return true;
    }

    private void countSend() {
        if (repeatDue) {
            repeatDue = false;
            loop.count(Counter.RETRIES);
        }
        if (hopDue) {
            hopDue = false;
            loop.count(Counter.REDIRECT_HOPS);
        }
    }

    // Opening

    boolean waitsFor(Dial opening) {
        return dial == opening;
    }

    /** The dial's connection is under way. */
    void dialing(Connection opening) {
        connection = opening;
    }

    /** The dial has failed for good. */
    void dialFailed(FailureKind kind, String message) {
        fail(kind, message);
    }

    @Override
    public void opened(Connection ready) {
        try {
            dial = null;
            user.connections.keep(ready);
            loop.count(Counter.CONNECTIONS_OPENED);
            loop.connectTime.record(ready.connectNanos());
            if (ready.origin().tls()) {
                loop.tlsTime.record(ready.tlsNanos());
            }
            if (!send(ready)) {
                fail(FailureKind.RESET, "connection closed by peer");
            }
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    @Override
    public void lost(Connection gone, Connection.Loss loss, String message) {
        try {
            Dial opening = dial;
            if (opening != null) {
                opening.lost(loss, message);
            } else if (loss == Connection.Loss.BEFORE_RESPONSE && mayRepeat(gone)) {
                resent = true;
                // Only what has arrived can be in the server's log; what crossed the server's goodbye is not.
                repeatDue = gone.hadArrived();
                connection = null;
                firstSentNanos = hops == 0 && !repeatDue ? NEVER : firstSentNanos;
                open(gone.origin());
            } else {
                fail(loss == Connection.Loss.PROTOCOL ? FailureKind.PROTOCOL : FailureKind.RESET, message);
            }
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    /** A server may close an idle connection at any time; the request that crosses this on its way deserves another try. */
    private boolean mayRepeat(Connection gone) {
        return gone.wasUsed() && !resent && current().prepared.isIdempotent();
    }

    // The response

    @Override
    public void responded(Connection from) {
        try {
            respond(from);
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    private void respond(Connection from) {
        Call what = current();
        ResponseParser response = from.response();
        received += response.totalBytes();
        if (response.setsCookies()) {
            storeCookies(response);
        }
        if (what.followsRedirects && Redirects.isRedirect(response.status())) {
            redirected(from, response);
        } else {
            judge(what, from, response);
        }
    }

    private void storeCookies(ResponseParser response) {
        Url url = url();
        user.cookieJar().store(response, url.origin(), url.path(), user.epochMillis());
    }

    private Url url() {
        Origin to = origin;
        if (to == null) {
            throw new IllegalStateException("no request is under way");
        }
        return RequestEncoder.url(to, currentRequest());
    }

    private void redirected(Connection from, ResponseParser response) {
        Call what = current();
        Redirects.Next next = Redirects.next(
                method,
                url(),
                response.status(),
                response.header("location"),
                hops,
                loop.shared.plan().http().maxRedirects());
        switch (next) {
            case Redirects.Stay stay -> judge(what, from, response);
            case Redirects.Dead dead -> {
                endNanos = from.lastByteAt();
                from.settle(!what.prepared.closes());
                Failure failure = new Failure(FailureKind.REDIRECT, dead.problem());
                user.unanswered(failure);
                end(failure, from);
            }
            case Redirects.Hop hop -> follow(what, hop, from);
        }
    }

    private void follow(Call what, Redirects.Hop hop, Connection from) {
        from.settle(!what.prepared.closes());
        ByteSink next = loop.io.sinks().take();
        CookieJar jar = user.cookies();
        loop.encoder.encodeHop(what.prepared, currentRequest(), hop, jar, next);
        giveBack(currentRequest());
        request = next;
        method = hop.method();
        hops++;
        hopDue = true;
        resent = false;
        go(hop.url().origin());
    }

    private void judge(Call what, Connection from, ResponseParser response) {
        endNanos = from.lastByteAt();
        Failure failure = content(what, response);
        if (failure == null) {
            failure = what.judge.judge(response, loop.content, endNanos - intendedNanos);
        }
        if (failure == null && !what.captures.isEmpty()) {
            failure = Captor.apply(what.captures, user, response, loop.content);
        }
        what.receiveTime.record(endNanos - from.firstByteAt());
        user.responded(response, loop.content, failure);
        if (failure != null) {
            log(failure, response);
        }
        from.settle(!what.prepared.closes());
        end(failure, from);
    }

    /** Makes the body's content readable where somebody will read it. */
    private @Nullable Failure content(Call what, ResponseParser response) {
        if (!what.wantsBody) {
            return null;
        }
        byte[] array = response.bodyArray();
        if (response.coding() == ContentCoding.IDENTITY) {
            loop.content.set(array, response.bodyFrom(), response.bodyLength());
            return null;
        }
        ByteSink out = loop.decoded;
        out.truncate(0);
        String problem = loop.inflating.decode(
                response.coding(),
                array,
                response.bodyFrom(),
                response.bodyLength(),
                loop.shared.plan().http().maxBodyBytes(),
                out);
        loop.content.set(out.array(), 0, out.length());
        return problem == null ? null : new Failure(FailureKind.PROTOCOL, problem);
    }

    private void log(Failure failure, @Nullable ResponseParser response) {
        ExchangeLog log = loop.shared.exchangeLog();
        if (log.full()) {
            return;
        }
        Step.Request step = current().step;
        RequestKey key = new RequestKey(step.user(), step.name(), step.method());
        if (log.admits(key, failure.message())) {
            loop.recorder.exchange(new Snapshot.Exchange(
                    key,
                    failure.message(),
                    user.epochMillis(),
                    (endNanos - intendedNanos) / 1e6,
                    log.request(request),
                    log.response(response, shown(response))));
        }
    }

    /** What of the body can be read: all of it where a check or capture reads it, else the beginning of an error's. */
    private Content shown(@Nullable ResponseParser response) {
        if (response != null && !current().wantsBody) {
            boolean readable = response.coding() == ContentCoding.IDENTITY;
            loop.content.set(response.bodyArray(), response.bodyFrom(), readable ? response.bodyLength() : 0);
        }
        return loop.content;
    }

    // The end

    private void fail(FailureKind kind, String message) {
        endNanos = System.nanoTime();
        drop();
        Failure failure = new Failure(kind, message);
        user.unanswered(failure);
        log(failure, null);
        end(failure, null);
    }

    private void end(@Nullable Failure failure, @Nullable Connection from) {
        record(failure, from == null || from.firstByteAt() == 0 ? NEVER : from.firstByteAt() - firstSentNanos);
        met = failure == null;
        if (met) {
            current().push(user);
        }
        clear();
        if (!beginning) {
            user.exchangeEnded(met, endNanos);
        }
    }

    private void record(@Nullable Failure failure, long firstByteNanos) {
        int slot = current().slot;
        int phase = loop.load.phase(intendedNanos);
        long response = endNanos - intendedNanos;
        long service = firstSentNanos == NEVER ? NEVER : endNanos - firstSentNanos;
        if (service != NEVER && loop.stalled(intendedNanos, endNanos)) {
            loop.recorder.recordStalled(slot, phase, received, sent);
        } else if (failure == null) {
            loop.recorder.record(slot, phase, response, service, firstByteNanos, received, sent);
        } else {
            loop.recorder.recordFailure(
                    slot, phase, response, service, firstByteNanos, received, sent, failure.kind(), failure.message());
        }
    }

    /** Gives up what is under way without a sample. A request that may have reached the server counts as aborted. */
    void abort() {
        if (state == State.NONE) {
            return;
        }
        if (firstSentNanos != NEVER) {
            loop.count(Counter.ABORTED);
        }
        drop();
        clear();
    }

    private void drop() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    private void clear() {
        ByteSink bytes = request;
        if (bytes != null) {
            giveBack(bytes);
        }
        request = null;
        connection = null;
        dial = null;
        state = State.NONE;
        loop.inFlight--;
    }

    @SuppressWarnings("ReferenceEquality") // the question is whether it is the one that all users send
    private void giveBack(ByteSink bytes) {
        if (bytes != current().prepared.whole()) {
            loop.io.sinks().give(bytes);
        }
    }

    // Time-outs

    private void watch() {
        loop.timers.set(user, deadline());
    }

    private long deadline() {
        long whole = beganNanos + current().totalTimeoutNanos;
        Connection over = connection;
        if (state == State.OPENING) {
            return Math.min(whole, openingNanos + loop.connectTimeoutNanos);
        }
        return over == null || over.firstByteAt() != 0
                ? whole
                : Math.min(whole, over.sentAt() + loop.firstByteTimeoutNanos);
    }

    /** The user's timer has fired while an exchange is under way. */
    void timeUp(long nowNanos) {
        if (deadline() > nowNanos) {
            watch();
            return;
        }
        long whole = current().totalTimeoutNanos;
        if (nowNanos - beganNanos >= whole) {
            fail(
                    state == State.OPENING && firstSentNanos == NEVER ? FailureKind.CONNECT : FailureKind.TIMEOUT,
                    "not complete within " + Judge.seconds(whole));
        } else if (state == State.OPENING) {
            fail(FailureKind.CONNECT, "no connection within " + Judge.seconds(loop.connectTimeoutNanos));
        } else {
            fail(FailureKind.TIMEOUT, "no response within " + Judge.seconds(loop.firstByteTimeoutNanos));
        }
    }

    private Call current() {
        Call what = call;
        if (what == null) {
            throw new IllegalStateException("no request is under way");
        }
        return what;
    }

    private ByteSink currentRequest() {
        ByteSink bytes = request;
        if (bytes == null) {
            throw new IllegalStateException("no request is under way");
        }
        return bytes;
    }
}
