package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.user.Credentials;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.response.BodyConsumer;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.http.url.Redirects;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Durations;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's request on its way: encode, connect if need be, send, receive, follow redirects, judge, record. One per user,
 * used again and again; confined to the loop. The whole chain is one {@link Sample}.
 */
public final class Exchange implements Carrier.Owner {
    private enum State {
        NONE,
        /** Waits for a name, a connection, TLS. */
        OPENING,
        /** The request was sent. */
        SENT
    }

    /** A peer that closes with something unread resets right behind its goodbye. */
    private static final long PARTING_NANOS = 5_000_000;

    private final User user;
    private final Loop loop;
    private final Sample sample;
    private final Timeouts timeouts;
    private final Outgoing request;
    private final ResponseEvaluation evaluation;
    private final ConnectionAcquisition acquisition;
    private final RedirectChain redirects;
    private final Outcome outcome;
    private final TransparentRetry repeats = new TransparentRetry();
    private State state = State.NONE;

    /** What the call under way goes by, or the last one did. */
    private Protocol protocol = Protocol.HTTP;

    private Kind kind = Kind.HTTP;
    private @Nullable Call call;
    private @Nullable Carrier carrier;
    private boolean beginning;
    private boolean parting;

    public Exchange(User user) {
        this.user = user;
        loop = user.loop();
        sample = new Sample(loop);
        timeouts = new Timeouts(loop, sample);
        request = new Outgoing(loop.network().io().sinks());
        acquisition = new ConnectionAcquisition(this, user);
        redirects = new RedirectChain(user, request);
        evaluation = new ResponseEvaluation(user, sample, request, redirects);
        outcome = new Outcome(user, sample);
    }

    public boolean isActive() {
        return state != State.NONE;
    }

    /** Whether the last one was as expected. */
    public boolean met() {
        return outcome.met();
    }

    /** Whether the last one is to be sent again, by {@link #beginAgain}, after {@link #pauseNanos}. */
    public boolean isToGoAgain() {
        return outcome.isToGoAgain();
    }

    public long pauseNanos() {
        return outcome.pauseNanos();
    }

    /** When the last one was over. */
    public long endNanos() {
        return sample.endNanos();
    }

    /**
     * Begins.
     *
     * @return whether it is over already: it could not even be sent. Otherwise {@link User#exchangeEnded} will be called
     */
    public boolean begin(Call what, long intended) {
        outcome.begin(what);
        return beginAgain(what, intended);
    }

    /** Begins another attempt of the last one. */
    public boolean beginAgain(Call what, long intended) {
        call = what;
        outcome.beginAgain();
        sample.begin(intended);
        timeouts.begin(what.totalTimeoutNanos);
        speak(what.kind);
        protocol.begin(what, intended);
        evaluation.begin(what);
        redirects.begin(what.method);
        repeats.begin();
        beginning = true;
        start(what);
        beginning = false;
        return state == State.NONE;
    }

    /** Kept from one call to the next of the same kind. */
    private void speak(Kind what) {
        if (kind != what) {
            kind = what;
            protocol = what.protocol(loop, sample, this::watch);
        }
    }

    private void start(Call what) {
        state = State.OPENING;
        loop.began();
        ByteSink whole = what.prepared.whole();
        if (whole != null && user.hasNoCookies()) {
            request.share(whole);
            go(what.prepared.origin());
        } else if (loop.network().encoder().encode(what.prepared, user, user.cookies(), request.borrow())) {
            go(loop.network().encoder().origin());
        } else {
            fail(new Failure(FailureKind.REQUEST, loop.network().encoder().problem()));
        }
    }

    /** Sends the encoded request over the connection at hand, or opens one. */
    private void go(Origin to) {
        redirects.to(to);
        Credentials own = to.tls() ? user.credentials() : null;
        String problem = own == null ? null : own.problem(user);
        if (problem != null) {
            fail(new Failure(FailureKind.REQUEST, problem));
        } else {
            acquisition.go(to.with(own == null ? current().certificates : own.certificates()));
        }
    }

    /** Whether this call goes to another address than the one before. */
    boolean goesRound() {
        return protocol.goesRound(current());
    }

    /** A connection is waited for from now on. */
    void opening() {
        state = State.OPENING;
        timeouts.opening();
        watch();
    }

    /** What it is sent over, or will be. */
    void over(Carrier with) {
        carrier = with;
    }

    /** False when the connection turned out to be gone before anything was sent. */
    boolean send(Carrier over) {
        Call what = current();
        ByteSink bytes = request.bytes();
        carrier = over;
        request.over(over.isStream());
        ByteSink said =
                protocol.isForProxies() ? request.said(over, loop.network().proxy()) : bytes;
        boolean alive = protocol.send(what, evaluation.wantsBody(what), over, said, loop);
        long length = alive ? over.sentBytes(said) : 0;
        request.wasSaid(said);
        if (!alive) {
            carrier = null;
            return false;
        }
        state = State.SENT;
        sample.sent(over.sentAt(), length);
        watch();
        return true;
    }

    // Opening

    @Override
    public void opened(Connection ready) {
        try {
            acquisition.opened(ready);
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    @Override
    public void parting(Carrier leaving) {
        parting = true;
        loop.timers().set(user, System.nanoTime() + PARTING_NANOS);
    }

    @Override
    public void lost(Carrier gone, Carrier.Loss loss, String message) {
        try {
            parting = false;
            if (acquisition.lost(loss, message)) {
                return;
            }
            if (endedAtDeadline(gone)) {
                sample.received(gone.bytesReceived());
                sample.reallySent(gone.sentAt());
                deadline(current());
                return;
            }
            sample.lost(loss, gone);
            if (repeats.next(loss, gone, current())) {
                repeat(gone);
            } else {
                boolean protocol = loss == Carrier.Loss.PROTOCOL;
                fail(new Failure(protocol ? FailureKind.PROTOCOL : FailureKind.RESET, message), gone.lostAt());
            }
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    private void repeat(Carrier gone) {
        carrier = null;
        sample.another(Counter.RETRIES);
        acquisition.goAgain(gone.origin());
    }

    // The response

    @Override
    public boolean upgrades() {
        return protocol.upgrades();
    }

    @Override
    public @Nullable BodyConsumer bodyConsumer() {
        return protocol.bodyConsumer();
    }

    @Override
    public void responded(Carrier from) {
        try {
            respond(from);
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    private void respond(Carrier from) {
        Call what = current();
        if (from.isStamped()) {
            loop.count(Counter.KERNEL_STAMPED);
        }
        ResponseParser response = from.response();
        sample.responded(from);
        protocol.responded(response);
        sample.answered(response.status());
        if (response.setsCookies()) {
            redirects.storeCookies(response);
        }
        if (what.followsRedirects && Redirects.isRedirect(response.status())) {
            redirected(what, from, response);
        } else {
            judge(what, from, response);
        }
    }

    /** The messages of an answer that has just come, where code is to have them one by one. */
    public List<byte[]> messages() {
        return protocol.messages();
    }

    /** Where the request that is under way goes. */
    public Url url() {
        return redirects.url();
    }

    private void redirected(Call what, Carrier from, ResponseParser response) {
        switch (redirects.next(response)) {
            case Redirects.Stay stay -> judge(what, from, response);
            case Redirects.Dead dead -> {
                Failure failure = new Failure(FailureKind.REDIRECT, dead.problem());
                sample.end(from.lastByteAt());
                settle(what, from);
                user.unanswered(failure);
                end(failure, from.firstByteAt());
            }
            case Redirects.Hop hop -> follow(what, hop, from);
        }
    }

    private void follow(Call what, Redirects.Hop hop, Carrier from) {
        if (what.fromCode) {
            user.redirected(from.response(), url());
        }
        evaluation.hop(from.response(), hop.url().toString());
        settle(what, from);
        redirects.follow(what, hop);
        sample.another(Counter.REDIRECT_HOPS);
        repeats.follow();
        go(hop.url().origin());
    }

    private void judge(Call what, Carrier from, ResponseParser response) {
        sample.end(protocol.ended(from));
        what.receiveTime.record(sample.endNanos() - from.firstByteAt());
        Failure failure = outcome.asksAgain(what, response)
                ? evaluation.again(what, response)
                : evaluation.of(what, protocol, response, from.sentAt());
        if (failure != null || !protocol.takesOver(what, from, request, user, sample.beganNanos())) {
            settle(what, from);
        }
        end(failure, from.firstByteAt());
    }

    private void settle(Call what, Carrier from) {
        if (!protocol.leavesConnection()) {
            from.close();
        } else {
            from.settle(what.keeps);
            if (loop.network().freeConnections() != null && from instanceof Connection used) {
                loop.network().freeConnections().settled(used);
            }
        }
    }

    /** Takes the response as it is: whoever listens has had enough. */
    private void cut(Carrier from) {
        protocol.cut();
        respond(from);
    }

    // The end

    /** The request that is under way is not waited for any more. */
    private void giveUp() {
        sample.givenUp(state == State.SENT ? carrier : null);
    }

    void fail(Failure failure) {
        fail(failure, System.nanoTime());
    }

    private void fail(Failure failure, long atNanos) {
        sample.end(atNanos);
        giveUp();
        drop();
        Call what = current();
        evaluation.unanswered(what, failure);
        outcome.unanswered(what, failure);
        end(failure, 0);
    }

    private void end(@Nullable Failure failure, long firstByteAt) {
        outcome.record(current(), failure, firstByteAt, redirects.origin(), request.ifAny());
        boolean waited = protocol.isCutShort();
        clear();
        if (!beginning) {
            user.exchangeEnded(outcome.met(), waited ? System.nanoTime() : sample.endNanos());
        }
    }

    /** Gives up what is under way without a sample. A request that may have reached the server counts as aborted. */
    public void abort() {
        if (state == State.NONE) {
            return;
        }
        boolean wasOnItsWay = sample.wasSent();
        giveUp();
        if (wasOnItsWay) {
            sample.cutOff(current(), System.nanoTime());
        }
        drop();
        clear();
    }

    private void drop() {
        Carrier open = carrier;
        if (open != null) {
            open.close();
        }
    }

    private void clear() {
        request.release();
        protocol.close();
        acquisition.end();
        carrier = null;
        state = State.NONE;
        parting = false;
        loop.ended();
    }

    // Time-outs

    private void watch() {
        loop.timers().set(user, deadline());
    }

    private long deadline() {
        return timeouts.until(state == State.OPENING, carrier, protocol);
    }

    /** The user's timer has fired while an exchange is under way. */
    public void timeUp(long nowNanos) {
        Carrier over = carrier;
        if (parting && over != null) {
            over.part();
        } else if (over != null && protocol.isDone(over.sentAt(), nowNanos)) {
            cut(over);
        } else if (deadline() > nowNanos || state == State.SENT && protocol.goOn(nowNanos) && deadline() > nowNanos) {
            watch();
        } else {
            runOut(over, nowNanos);
        }
    }

    private void runOut(@Nullable Carrier over, long nowNanos) {
        Carrier sent = state == State.SENT ? over : null;
        if (timeouts.isOver(nowNanos) && endsByDeadline()) {
            sample.received(sent == null ? 0 : sent.bytesReceived());
            deadline(current());
            return;
        }
        Failure late = sent == null ? null : protocol.late(sent.sentAt(), nowNanos);
        Failure why = late == null ? timeouts.runOut(state == State.OPENING, nowNanos) : late;
        if (over != null && protocol.fails(why, nowNanos)) {
            cut(over);
        } else {
            sample.received(sent == null ? 0 : sent.bytesReceived());
            fail(why);
        }
    }

    /** Whether time that runs out is the deadline of the call, and not the client's own patience. */
    private boolean endsByDeadline() {
        return protocol.statusAtDeadline(current()) != Protocol.NO_STATUS;
    }

    /** Servers reset a call whose deadline is over, which may be heard before the user's own timer. */
    private boolean endedAtDeadline(Carrier gone) {
        return state == State.SENT && gone.isStream() && endsByDeadline() && timeouts.isOver(gone.lostAt());
    }

    /** A call is over at its deadline, which may well be what was expected. */
    private void deadline(Call what) {
        int status = protocol.statusAtDeadline(what);
        sample.answered(status);
        sample.end(System.nanoTime());
        giveUp();
        drop();
        Failure failure =
                what.judge.ofStatus(status, " (no answer within " + Durations.said(what.totalTimeoutNanos) + ")");
        evaluation.ended(what, failure);
        end(failure, 0);
    }

    private Call current() {
        Call what = call;
        if (what == null) {
            throw new IllegalStateException("no request is under way");
        }
        return what;
    }
}
