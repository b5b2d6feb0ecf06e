package dev.throng.runner.engine.user;

import dev.throng.runner.engine.connection.Connections;
import dev.throng.runner.engine.judge.CaptureExtractor;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.timing.Timer;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.cookie.CookieJar;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.http.websocket.Handshake;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.script.Values;
import dev.throng.runner.stats.RequestKey;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One virtual user: its identity, variables, cookies and connections. What it does is up to its kind. Confined to its
 * loop, and its own timer there: a user waits for one thing at a time.
 */
public abstract class User extends Timer implements CaptureExtractor.Holder {
    private static final int MOST_DERIVED = 64;
    private static final @Nullable Object[] NO_VARIABLES = {};

    protected final Loop loop;
    protected final Cohort cohort;
    protected final Connections connections;
    private final int number;
    private final @Nullable Object[] variables;
    private final LinkedHashSet<String> derivedSecrets;
    private final @Nullable Credentials credentials;
    private SplittableRandom random;
    private @Nullable CookieJar cookies;
    protected long iteration;

    /** Whether it has taken an iteration that it has not begun. */
    protected boolean claimed;

    public User(Cohort cohort, int number, SplittableRandom random) {
        this.cohort = cohort;
        loop = cohort.loop();
        this.number = number;
        this.random = random;
        connections = loop.network().newConnections();
        derivedSecrets = new LinkedHashSet<>(0);
        credentials = cohort.type()
                .certificate()
                .map(own -> new Credentials(own, loop.shared().tls()))
                .orElse(null);
        int slots = cohort.type().variables();
        variables = slots == 0 ? NO_VARIABLES : new Object[slots];
    }

    /** The same user once more, with variables of its own. */
    public User(User same, Connections connections) {
        loop = same.loop;
        cohort = same.cohort;
        number = same.number;
        random = same.random;
        variables = same.variables.length == 0 ? NO_VARIABLES : same.variables.clone();
        derivedSecrets = same.derivedSecrets;
        credentials = same.credentials;
        this.connections = connections;
    }

    /** Takes over the values of another one's variables. */
    public final void variablesOf(User other) {
        System.arraycopy(other.variables, 0, variables, 0, variables.length);
    }

    public final Loop loop() {
        return loop;
    }

    public final Cohort cohort() {
        return cohort;
    }

    public final Connections connections() {
        return connections;
    }

    /** What it shows in TLS that is its own; null when it shows what all do. */
    public final @Nullable Credentials credentials() {
        return credentials;
    }

    /** Has taken an iteration, and is to begin it. */
    public final void claims() {
        claimed = true;
    }

    /** Whether it has taken an iteration that it has not begun. */
    public final boolean hasClaimed() {
        return claimed;
    }

    /** Enters the run: what it does first counts from this instant. */
    public abstract void begin(long intendedNanos);

    /** Does one task now, for an arrival that was due then; only when idle, or before it begins. */
    public abstract void arrive(int task, long dueNanos);

    /** Is to leave: ends the request in flight, then performs what leaving users do. */
    public abstract void leave();

    /** Stays after all, unless it is too far gone: then false. */
    public abstract boolean stay();

    /** Leaves at once; a request in flight counts as aborted. */
    public abstract void abort();

    /** An exchange that had to wait is over. @param met whether it was as expected */
    public abstract void exchangeEnded(boolean met, long endNanos);

    /**
     * A final response is about to be recorded; what it came in may be looked at during this call only.
     *
     * @param failure null when it was as expected
     */
    public void responded(ResponseParser response, Content body, @Nullable Failure failure) {}

    /** A request failed without a response. */
    public void unanswered(Failure failure) {}

    /** A redirect of a request from code is about to be followed; the same holds for the response. */
    public void redirected(ResponseParser response, Url from) {}

    /** The connection of a request has become a WebSocket. @param intendedNanos when it was to start */
    public void upgraded(
            RequestKey key, Conversation.Opening opening, Connection connection, Handshake agreed, long intendedNanos) {
        throw new IllegalStateException("only steps open WebSockets");
    }

    /** A request from code is over, and not counted yet. */
    public void measured(Measured sample) {
        throw new IllegalStateException("only code counts by itself");
    }

    /** A bug came up while something was done for this user; an Error too, as an expression may well overflow the stack. */
    public abstract void failed(Throwable bug);

    /** Draws from another source from now on. */
    public final void randomFrom(SplittableRandom source) {
        random = source;
    }

    public @Nullable CookieJar cookies() {
        return cookies;
    }

    public boolean hasNoCookies() {
        CookieJar jar = cookies();
        return jar == null || jar.isEmpty();
    }

    /** The jar, made when the first cookie comes. */
    public CookieJar cookieJar() {
        CookieJar jar = cookies;
        if (jar == null) {
            jar = new CookieJar();
            cookies = jar;
        }
        return jar;
    }

    public final void forgetCookies() {
        cookies = null;
    }

    @Override
    public final @Nullable String cookie(String name) {
        CookieJar jar = cookies();
        return jar == null ? null : jar.value(name, epochMillis());
    }

    @Override
    public final @Nullable Object variable(int slot) {
        return variables[slot];
    }

    @Override
    public void variable(int slot, @Nullable Object value) {
        variables[slot] = value;
    }

    @Override
    public final SplittableRandom random() {
        return random;
    }

    @Override
    public final int userNumber() {
        return number;
    }

    @Override
    public final int users() {
        return loop.runClock().intendedUsers();
    }

    @Override
    public final long iteration() {
        return iteration;
    }

    @Override
    public final long nextCount(int counter) {
        return loop.shared().numbers().next(counter, loop.runClock().share());
    }

    /** Keeps the value for those who show what this user sends. */
    @Override
    public final void derivedSecret(Object value) {
        String text = Values.text(value);
        if (derivedSecrets.remove(text) || derivedSecrets.size() < MOST_DERIVED) {
            derivedSecrets.add(text);
        } else {
            derivedSecrets.removeFirst();
            derivedSecrets.add(text);
        }
    }

    /** What its latest requests may hold that was made of secrets. */
    public final Collection<String> derivedSecrets() {
        return derivedSecrets;
    }

    @Override
    public final long epochMillis() {
        return loop.shared().epochMillis().getAsLong();
    }
}
