package dev.throng.runner.engine.exchange;

import dev.throng.api.client.RpcStatus;
import dev.throng.runner.engine.connection.Opening;
import dev.throng.runner.engine.connection.Proxied;
import dev.throng.runner.engine.connection.Rider;
import dev.throng.runner.engine.connection.SharedConnections;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.judge.Judge;
import dev.throng.runner.engine.judge.RpcReader;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.stream.EventStream;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.CookieJar;
import dev.throng.runner.http.Origin;
import dev.throng.runner.http.Redirects;
import dev.throng.runner.http.RequestEncoder;
import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.http.Tap;
import dev.throng.runner.http.Url;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Snapshot.Counter;
import org.jspecify.annotations.Nullable;

/**
 * A user's request on its way: encode, connect if need be, send, receive, follow redirects, judge, record. One per user,
 * used again and again; confined to the loop. The whole chain is one {@link Sample}.
 */
public final class Exchange implements Carrier.Owner, Rider {
    private enum State {
        NONE,
        /** Waits for a name, a connection, TLS. */
        OPENING,
        /** The request was sent. */
        SENT
    }

    /** A peer that closes with something unread resets right behind its goodbye. */
    private static final long PARTING_NANOS = 5_000_000;

    /** A server that has refused it so often will not take it. */
    private static final int MOST_REFUSALS = 3;

    private final User user;
    private final Loop loop;
    private final Sample sample;
    private final Patience patience;
    private final Outgoing request;
    private final Examination examination;
    private final Listening listening;
    private State state = State.NONE;
    private @Nullable RpcMessages messages;
    private @Nullable Call call;
    private @Nullable Origin origin;
    private @Nullable Carrier carrier;
    private @Nullable Dial dial;
    private @Nullable Opening awaited;
    private boolean beginning;
    private boolean resent;
    private int refusals;
    private boolean parting;
    private int hops;
    private int turn;
    private String method = "";
    private boolean met;
    private @Nullable Attempts attempts;

    /** Whether the last one is to be sent again. */
    private boolean again;

    public Exchange(User user) {
        this.user = user;
        loop = user.loop();
        sample = new Sample(loop);
        patience = new Patience(loop, sample);
        request = new Outgoing(loop.network().io().sinks());
        examination = new Examination(user, sample, request);
        listening = new Listening(loop, this::watch);
    }

    public boolean isActive() {
        return state != State.NONE;
    }

    /** Whether the last one was as expected. */
    public boolean met() {
        return met;
    }

    /** Whether the last one is to be sent again, by {@link #beginAgain}, after {@link #pauseNanos}. */
    public boolean isToGoAgain() {
        return again;
    }

    public long pauseNanos() {
        return attempts().pauseNanos();
    }

    private Attempts attempts() {
        Attempts known = attempts;
        if (known == null) {
            known = new Attempts(user);
            attempts = known;
        }
        return known;
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
        if (what.retry != null) {
            attempts().begin();
        }
        return beginAgain(what, intended);
    }

    /** Begins another attempt of the last one. */
    public boolean beginAgain(Call what, long intended) {
        call = what;
        again = false;
        sample.begin(intended);
        patience.begin(what.totalTimeoutNanos);
        listening.begin(what, intended);
        hops = 0;
        resent = false;
        refusals = 0;
        method = what.method;
        beginning = true;
        start(what);
        beginning = false;
        return state == State.NONE;
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
        origin = to;
        Origin way = inTurn(to.with(current().certificates));
        if (upgrades()) {
            dial(way);
            return;
        }
        Connection idle = user.connections().idle(way);
        if (idle != null && send(idle.carrier(this))) {
            loop.count(Counter.CONNECTIONS_REUSED);
        } else {
            open(way);
        }
    }

    /** At the address whose turn it is, where the user's calls go to all. */
    private Origin inTurn(Origin to) {
        return !goesRound()
                        || loop.network().proxy() != null
                                && loop.network().proxy().isFor(to)
                ? to
                : loop.network().turns().next(to, user.userNumber() + turn++);
    }

    /** Whether this call goes to another address than the one before. */
    boolean goesRound() {
        Step.Rpc rpc = current().rpc;
        return rpc != null && rpc.goesRound();
    }

    private void open(Origin to) {
        SharedConnections shared = loop.network().sharedConnections();
        if (shared == null || !shared.take(to, this)) {
            dial(to);
        }
    }

    /** Opens a connection of the user's own, or one that others wait for too. */
    void dial(Origin to) {
        opening();
        Dial opening = new Dial(
                this,
                user,
                to,
                upgrades() ? loop.network().http1() : loop.network().io());
        dial = opening;
        opening.begin();
    }

    private void opening() {
        state = State.OPENING;
        patience.opening();
        watch();
    }

    // Sharing

    @Override
    public boolean ride(Connection shared) {
        if (!send(shared.carrier(this))) {
            return false;
        }
        loop.count(Counter.CONNECTIONS_REUSED);
        return true;
    }

    @Override
    public void await(Opening opening) {
        awaited = opening;
        opening();
    }

    @Override
    public void afterwards(Runnable task) {
        loop.execute(task);
    }

    @Override
    public boolean waitsFor(Opening opening) {
        return awaited == opening;
    }

    @Override
    public void goOn(Origin to) {
        try {
            awaited = null;
            if (goesRound() && to.at() == null) {
                go(to);
            } else {
                open(to);
            }
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    @Override
    public void awaitedFailed(FailureKind kind, String message) {
        try {
            awaited = null;
            fail(new Failure(kind, message));
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    /** False when the connection turned out to be gone before anything was sent. */
    private boolean send(Carrier over) {
        Call what = current();
        ByteSink bytes = request.bytes();
        carrier = over;
        request.over(over.isStream());
        Proxied between = loop.network().proxy();
        Proxied proxy = what.rpc == null && between != null && between.speaksFor(over.origin()) ? between : null;
        ByteSink said = proxy == null ? bytes : proxied(proxy, bytes, over);
        boolean alive = what.rpc == null
                ? over.send(
                        said,
                        what.isHead,
                        what.wantsBody,
                        loop.shared().plan().http().maxBodyBytes())
                : messages().begin(what, over, bytes);
        long length = alive ? over.sentBytes(said) : 0;
        if (proxy != null) {
            loop.network().io().sinks().give(said);
        }
        if (!alive) {
            carrier = null;
            return false;
        }
        state = State.SENT;
        sample.sent(over.sentAt(), length);
        watch();
        return true;
    }

    private ByteSink proxied(Proxied proxy, ByteSink bytes, Carrier over) {
        ByteSink said = loop.network().io().sinks().take();
        proxy.write(bytes, over.origin(), said);
        return said;
    }

    /** Made when the first call of gRPC needs it. */
    private RpcMessages messages() {
        RpcMessages made = messages;
        if (made == null) {
            made = new RpcMessages(loop, sample);
            messages = made;
        }
        return made;
    }

    // Opening

    boolean waitsFor(Dial opening) {
        return dial == opening;
    }

    /** The dial's connection is under way. */
    void dialing(Connection opening) {
        carrier = opening;
    }

    /** The dial has failed for good. */
    void dialFailed(FailureKind kind, String message) {
        SharedConnections shared = loop.network().sharedConnections();
        if (shared != null && !upgrades()) {
            shared.failed(this, kind, message);
        }
        fail(new Failure(kind, message));
    }

    @Override
    public void opened(Connection ready) {
        try {
            dial = null;
            SharedConnections shared = loop.network().sharedConnections();
            boolean own = !upgrades();
            if (own && (shared == null || !shared.opened(this, ready))) {
                user.connections().keep(ready);
            }
            loop.count(Counter.CONNECTIONS_OPENED);
            loop.network().connectTime().record(ready.connectNanos());
            if (ready.origin().tls()) {
                loop.network().tlsTime().record(ready.tlsNanos());
            }
            if (!send(ready.carrier(this))) {
                fail(new Failure(FailureKind.RESET, "connection closed by peer"));
            }
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
            Dial opening = dial;
            if (opening != null) {
                opening.lost(loss, message);
                return;
            }
            if (endedAtDeadline(gone)) {
                sample.received(gone.bytesReceived());
                sample.reallySent(gone.sentAt());
                deadline(current());
                return;
            }
            settle(loss, gone);
            if (mayRepeat(loss, gone)) {
                repeat(gone);
            } else {
                boolean protocol = loss == Carrier.Loss.PROTOCOL;
                fail(new Failure(protocol ? FailureKind.PROTOCOL : FailureKind.RESET, message), gone.lostAt());
            }
        } catch (Throwable bug) {
            user.failed(bug);
        }
    }

    /** Notes whether the server's log can hold the request whose connection is gone. */
    private void settle(Carrier.Loss loss, Carrier gone) {
        sample.received(gone.bytesReceived());
        sample.reallySent(gone.sentAt());
        boolean answered = switch (loss) {
            case BEFORE_RESPONSE, OUT_OF_TURN, UNPROCESSED -> false;
            // A stream may be lost by what was said to another.
            case PROTOCOL -> gone.firstByteAt() != 0 || !gone.isStream();
            case CONNECT, TLS, OWN_LIMIT, WITHIN_RESPONSE -> true;
        };
        if (answered) {
            sample.arrived();
            return;
        }
        switch (gone.fate()) {
            case MISSED -> sample.missed();
            // A server that has read a request may close its side, or die, without another look at it.
            case ARRIVED, UNCLEAR -> sample.unclear();
        }
    }

    /**
     * A server may close an idle connection at any time; the request that crosses this on its way deserves another try. One
     * that may have had an effect deserves it only when the server can't have got it.
     */
    private boolean mayRepeat(Carrier.Loss loss, Carrier gone) {
        if (loss == Carrier.Loss.UNPROCESSED) {
            return refusals++ < MOST_REFUSALS;
        }
        if (!gone.wasUsed() || resent) {
            return false;
        }
        return switch (loss) {
            case OUT_OF_TURN -> true;
            case BEFORE_RESPONSE ->
                gone.fate() == Carrier.Fate.MISSED || current().prepared.isIdempotent();
            default -> false;
        };
    }

    private void repeat(Carrier gone) {
        resent = true;
        carrier = null;
        sample.another(Counter.RETRIES);
        if (upgrades()) {
            dial(gone.origin());
        } else {
            open(gone.origin());
        }
    }

    // The response

    @Override
    public boolean upgrades() {
        return current().opening != null;
    }

    @Override
    public @Nullable Tap tap() {
        return listening.tap();
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
        if (from.mayBeOutOfTurn()) {
            sample.unclear();
        } else {
            sample.arrived();
        }
        sample.received(from.bytesReceived());
        sample.reallySent(from.sentAt());
        if (what.rpc != null) {
            RpcReader.settle(response);
        }
        sample.answered(response.status());
        if (response.setsCookies()) {
            storeCookies(response);
        }
        if (what.followsRedirects && Redirects.isRedirect(response.status())) {
            redirected(what, from, response);
        } else {
            judge(what, from, response);
        }
    }

    private void storeCookies(ResponseParser response) {
        Url url = url();
        user.cookieJar().store(response, url.origin(), url.path(), user.epochMillis());
    }

    /** Where the request that is under way goes. */
    public Url url() {
        Origin to = origin;
        if (to == null) {
            throw new IllegalStateException("no request is under way");
        }
        return RequestEncoder.url(to, request.bytes());
    }

    private void redirected(Call what, Carrier from, ResponseParser response) {
        int most = loop.shared().plan().http().maxRedirects();
        String location = response.location();
        switch (Redirects.next(method, url(), response.status(), location, hops, most)) {
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
        examination.hop(from.response(), hop.url().toString());
        settle(what, from);
        ByteSink next = loop.network().io().sinks().take();
        CookieJar jar = user.cookies();
        loop.network().encoder().encodeHop(what.prepared, request.bytes(), hop, jar, next);
        request.replace(next);
        method = hop.method();
        hops++;
        sample.another(Counter.REDIRECT_HOPS);
        resent = false;
        go(hop.url().origin());
    }

    private void judge(Call what, Carrier from, ResponseParser response) {
        sample.end(listening.ended(from));
        what.receiveTime.record(sample.endNanos() - from.firstByteAt());
        again = what.retry != null && attempts().follows(what, what.retry, response, sample.intendedNanos());
        Failure failure = again
                ? examination.again(what, response)
                : examination.of(what, response, listening.open(), messages, from.sentAt());
        if (failure == null && what.opening != null) {
            user.upgraded(
                    what.key,
                    what.opening,
                    (Connection) from,
                    Handshakes.of(what, request, response),
                    sample.beganNanos());
        } else {
            settle(what, from);
        }
        end(failure, from.firstByteAt());
    }

    private void settle(Call what, Carrier from) {
        if (listening.isCutShort() || what.opening != null) {
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
        listening.cut();
        respond(from);
    }

    // The end

    /**
     * The request that is under way is not waited for any more. Nearly always the server has got it; one of which nothing is
     * confirmed may still be on its way.
     */
    private void giveUp() {
        Carrier over = carrier;
        if (state == State.SENT && over != null && over.fate() == Carrier.Fate.MISSED) {
            sample.unclear();
        } else {
            sample.arrived();
        }
    }

    private void fail(Failure failure) {
        fail(failure, System.nanoTime());
    }

    private void fail(Failure failure, long atNanos) {
        sample.end(atNanos);
        giveUp();
        drop();
        Call what = current();
        examination.unanswered(what, failure);
        again = what.retry != null
                && failure.kind() != FailureKind.REQUEST
                && attempts().follows(what, what.retry, sample.intendedNanos());
        end(failure, 0);
    }

    private void end(@Nullable Failure failure, long firstByteAt) {
        Call what = current();
        if (what.fromCode) {
            user.measured(sample.measured(what, failure, firstByteAt));
        } else {
            sample.record(what, failure, firstByteAt);
        }
        if (loop.traced() != null) {
            loop.traced()
                    .ended(
                            what.key,
                            sample.status(),
                            sample.beganNanos(),
                            sample.endNanos(),
                            origin,
                            request.ifAny(),
                            failure);
        }
        met = failure == null;
        if (met && !again) {
            what.push(user);
        }
        boolean waited = listening.isCutShort();
        clear();
        if (!beginning) {
            user.exchangeEnded(met, waited ? System.nanoTime() : sample.endNanos());
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
        listening.close();
        if (messages != null) {
            messages.release();
        }
        if (dial != null && loop.network().sharedConnections() != null) {
            loop.network().sharedConnections().givenUp(this);
        }
        carrier = null;
        dial = null;
        awaited = null;
        state = State.NONE;
        parting = false;
        loop.ended();
    }

    // Time-outs

    private void watch() {
        loop.timers().set(user, deadline());
    }

    private long deadline() {
        Carrier over = carrier;
        if (state == State.OPENING) {
            return patience.untilOpen();
        }
        if (over == null) {
            return patience.untilWhole();
        }
        boolean waits = over.firstByteAt() == 0;
        long until = listening.deadline(
                over.sentAt(), waits ? patience.untilFirstByte(over.sentAt()) : patience.untilWhole());
        return messages == null ? until : Math.min(until, messages.dueNanos());
    }

    /** The user's timer has fired while an exchange is under way. */
    public void timeUp(long nowNanos) {
        Carrier over = carrier;
        if (parting && over != null) {
            over.part();
        } else if (over != null && listening.isDone(over.sentAt(), nowNanos)) {
            cut(over);
        } else if (deadline() > nowNanos || state == State.SENT && goesOn(nowNanos)) {
            watch();
        } else {
            runOut(over, nowNanos);
        }
    }

    private void runOut(@Nullable Carrier over, long nowNanos) {
        Carrier sent = state == State.SENT ? over : null;
        EventStream open = listening.open();
        if (open == null && patience.isOver(nowNanos) && current().endsByDeadline()) {
            sample.received(sent == null ? 0 : sent.bytesReceived());
            deadline(current());
            return;
        }
        Failure late = sent == null ? null : listening.late(sent.sentAt(), nowNanos);
        Failure why = late == null ? patience.runOut(state == State.OPENING, nowNanos) : late;
        if (open != null && over != null) {
            open.fail(why, nowNanos);
            cut(over);
        } else {
            sample.received(sent == null ? 0 : sent.bytesReceived());
            fail(why);
        }
    }

    /** Servers reset a call whose deadline is over, which may be heard before the user's own timer. */
    private boolean endedAtDeadline(Carrier gone) {
        return state == State.SENT && gone.isStream() && current().endsByDeadline() && patience.isOver(gone.lostAt());
    }

    /** Whether there was a message to send, and time is left. */
    private boolean goesOn(long nowNanos) {
        return messages != null && messages.goOn(nowNanos) && deadline() > nowNanos;
    }

    /** A call of gRPC is over at its deadline, which may well be what was expected. */
    private void deadline(Call what) {
        int status = RpcStatus.DEADLINE_EXCEEDED.number();
        sample.answered(status);
        sample.end(System.nanoTime());
        giveUp();
        drop();
        Failure failure =
                what.judge.ofStatus(status, " (no answer within " + Judge.seconds(what.totalTimeoutNanos) + ")");
        examination.ended(what, failure);
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
