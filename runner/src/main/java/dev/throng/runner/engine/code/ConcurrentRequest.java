package dev.throng.runner.engine.code;

import dev.throng.runner.code.Request;
import dev.throng.runner.code.RequestMode;
import dev.throng.runner.code.Response;
import dev.throng.runner.engine.exchange.Call;
import dev.throng.runner.engine.exchange.Exchange;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.user.Measured;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.cookie.CookieJar;
import dev.throng.runner.http.request.PreparedRequest;
import dev.throng.runner.http.request.RequestWriter;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.http.websocket.Handshake;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the requests that a user of code has under way at once, with the connections and the timer it needs; the cookies
 * are the user's. Used again and again; confined to the loop.
 */
final class ConcurrentRequest extends User {
    private final CodeUser user;
    private final RequestWriter writer;
    private final Exchange exchange = new Exchange(this);
    private @Nullable Request request;
    private @Nullable Measured measured;
    private byte @Nullable [] head;
    private byte @Nullable [] body;
    private int status;
    private String url = "";
    private List<Response.Hop> hops = List.of();
    private List<byte[]> messages = List.of();

    ConcurrentRequest(CodeUser user) {
        super(user.cohort(), user.userNumber(), user.random());
        writer = user.writer();
        this.user = user;
    }

    /** Begins; whether it is over already. */
    boolean begin(Request what, long intendedNanos) {
        request = what;
        measured = null;
        head = null;
        body = null;
        status = 0;
        url = what.url();
        hops = List.of();
        messages = List.of();
        PreparedRequest prepared = writer.write(asked(what));
        if (prepared == null) {
            refused(what, intendedNanos, writer.problem());
            return true;
        }
        return exchange.begin(new Call(what, prepared, cohort), intendedNanos);
    }

    /** With what its way needs. */
    private Request asked(Request what) {
        if (!(what.way() instanceof RequestMode.Upgraded upgraded)) {
            return what;
        }
        List<Request.Field> more = new ArrayList<>();
        Conversation.Opening opening = upgraded.opening();
        Conversation.headers(opening.protocols(), opening.compress())
                .forEach((name, value) -> more.add(new Request.Field(name, value)));
        more.add(new Request.Field(Conversation.KEY, Conversation.key(random())));
        return what.with(more);
    }

    private void refused(Request what, long intendedNanos, String problem) {
        var key = new RequestKey(cohort.type().name(), what.name(), what.method());
        measured(new Measured(
                key,
                loop.recorder().slot(key),
                loop.runClock().phase(intendedNanos),
                0,
                Math.max(0, System.nanoTime() - intendedNanos),
                -1,
                -1,
                0,
                0,
                false,
                new Failure(FailureKind.REQUEST, problem),
                null));
    }

    boolean isActive() {
        return exchange.isActive();
    }

    /** When the last request was over. */
    long endNanos() {
        return exchange.endNanos();
    }

    /** What is to be counted of the last request; null when it was given up. */
    @Nullable Measured counted() {
        return measured;
    }

    /** What the code gets of the last request. */
    Response response() {
        Request what = request;
        if (what == null) {
            throw new IllegalStateException("nothing was asked for");
        }
        Measured came = measured;
        Failure failure = came == null ? null : came.failure();
        return new Response(
                what,
                status != 0 || came == null || !isCall(what) ? status : came.status(),
                head,
                body,
                url,
                hops,
                came == null ? 0 : came.responseNanos(),
                came == null ? -1 : came.serviceNanos(),
                came == null ? -1 : came.firstByteNanos(),
                came == null ? "given up" : failure == null ? null : failure.message(),
                messages);
    }

    /** A call of gRPC may have a status without an answer: that of its deadline. */
    private static boolean isCall(@Nullable Request what) {
        return what != null && what.way() instanceof RequestMode.Called;
    }

    @Override
    public void responded(ResponseParser response, Content content, @Nullable Failure failure) {
        Request what = request;
        status = response.status();
        url = exchange.url().toString();
        head = head(response);
        if (isCall(what)) {
            messages = exchange.messages();
            head = withTrailers(head, response);
        } else if (what != null && what.keepsBody()) {
            body = Arrays.copyOfRange(content.array(), content.from(), content.from() + content.length());
        }
    }

    /** Metadata may come behind the messages. */
    private static byte[] withTrailers(byte[] head, ResponseParser response) {
        byte[] trailers = response.trailers().getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(head, head.length + trailers.length);
        System.arraycopy(trailers, 0, both, head.length, trailers.length);
        return both;
    }

    private static byte[] head(ResponseParser response) {
        int from = response.headFrom();
        return Arrays.copyOfRange(response.headArray(), from, from + response.headLength());
    }

    @Override
    public void redirected(ResponseParser response, Url from) {
        if (hops.isEmpty()) {
            hops = new ArrayList<>();
        }
        hops.add(new Response.Hop(response.status(), from.toString(), head(response)));
    }

    @Override
    public void measured(Measured sample) {
        measured = sample;
        user.came(sample);
    }

    @Override
    public void upgraded(
            RequestKey key, Conversation.Opening opening, Connection connection, Handshake agreed, long intendedNanos) {
        user.webSockets().open(key, opening, connection, agreed, intendedNanos);
    }

    @Override
    public void exchangeEnded(boolean met, long endNanos) {
        user.laneEnded();
    }

    @Override
    protected void fired(long nowNanos) {
        if (exchange.isActive()) {
            exchange.timeUp(nowNanos);
        }
    }

    @Override
    public void failed(Throwable bug) {
        loop.complain("in a user of " + cohort.type().name(), bug);
        boolean active = exchange.isActive();
        exchange.abort();
        connections.closeAll();
        if (active) {
            user.laneEnded();
        }
    }

    @Override
    public void abort() {
        exchange.abort();
        loop.timers().cancel(this);
        connections.closeAll();
    }

    @Override
    public @Nullable CookieJar cookies() {
        return user.cookies();
    }

    @Override
    public boolean hasNoCookies() {
        return user.hasNoCookies();
    }

    @Override
    public CookieJar cookieJar() {
        return user.cookieJar();
    }

    // A lane has no life of its own.

    @Override
    public void begin(long intendedNanos) {
        throw new IllegalStateException("a lane does not enter by itself");
    }

    @Override
    public void arrive(int task, long dueNanos) {
        throw new IllegalStateException("a lane does no tasks");
    }

    @Override
    public void leave() {
        throw new IllegalStateException("a lane does not leave by itself");
    }

    @Override
    public boolean stay() {
        throw new IllegalStateException("a lane does not leave by itself");
    }
}
