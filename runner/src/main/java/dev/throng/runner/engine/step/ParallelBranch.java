package dev.throng.runner.engine.step;

import dev.throng.runner.engine.connection.Connections;
import dev.throng.runner.engine.exchange.Call;
import dev.throng.runner.engine.exchange.Exchange;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.cookie.CookieJar;
import org.jspecify.annotations.Nullable;

/**
 * One of several requests that a user has under way at once, with the connections and the timer it needs. The cookies are the
 * user's; the variables are its own until {@link #follow} takes the user's, and what is captured the user has too. Used again and
 * again; confined to the loop.
 */
final class ParallelBranch extends User {
    private final ScriptedUser user;
    private final Exchange exchange = new Exchange(this);
    private @Nullable Spread spread;
    private @Nullable Call call;
    private long readyNanos;
    private boolean pausing;

    /** @param own connections, which may be the user's */
    public ParallelBranch(ScriptedUser user, Connections own) {
        super(user, own);
        this.user = user;
    }

    /** Has the user's variables from now on. */
    void follow() {
        variablesOf(user);
        iteration = user.iteration();
    }

    /** Begins a request; whether it is over already. */
    boolean begin(Spread of, Call what, long intendedNanos) {
        spread = of;
        call = what;
        return begun(exchange.begin(what, intendedNanos));
    }

    private boolean begun(boolean over) {
        if (over) {
            readyNanos = exchange.endNanos();
            return !goesAgain();
        }
        return false;
    }

    /** Whether it pauses and is sent again. */
    private boolean goesAgain() {
        pausing = exchange.isToGoAgain() && !user.isLeaving();
        if (pausing) {
            loop.timers().set(this, readyNanos + exchange.pauseNanos());
        }
        return pausing;
    }

    /** Whether it was pausing between two attempts, and does not any more. */
    boolean stopsPausing() {
        boolean was = pausing;
        pausing = false;
        return was;
    }

    @Nullable Call call() {
        return call;
    }

    boolean met() {
        return exchange.met();
    }

    long readyNanos() {
        return readyNanos;
    }

    @Override
    public void exchangeEnded(boolean met, long endNanos) {
        readyNanos = endNanos;
        Spread of = spread;
        if (of != null && !goesAgain()) {
            of.ended(this);
        }
    }

    @Override
    protected void fired(long nowNanos) {
        try {
            Call what = call;
            Spread of = spread;
            if (exchange.isActive()) {
                exchange.timeUp(nowNanos);
            } else if (of != null && what != null && stopsPausing()) {
                readyNanos = dueNanos;
                if (begun(exchange.beginAgain(what, dueNanos))) {
                    of.ended(this);
                }
            }
        } catch (Throwable bug) {
            failed(bug);
        }
    }

    @Override
    public void abort() {
        spread = null;
        pausing = false;
        loop.timers().cancel(this);
        exchange.abort();
    }

    @Override
    public void failed(Throwable bug) {
        user.failed(bug);
    }

    @Override
    public void variable(int slot, @Nullable Object value) {
        super.variable(slot, value);
        user.variable(slot, value);
    }

    /** Sets a variable that no other strand has. */
    void own(int slot, @Nullable Object value) {
        super.variable(slot, value);
    }

    @Override
    public @Nullable CookieJar cookies() {
        return user.cookies();
    }

    @Override
    public CookieJar cookieJar() {
        return user.cookieJar();
    }

    // What only a whole user does

    @Override
    public void begin(long intendedNanos) {
        throw new IllegalStateException("a strand is no user");
    }

    @Override
    public void arrive(int task, long dueNanos) {
        throw new IllegalStateException("a strand is no user");
    }

    @Override
    public void leave() {
        throw new IllegalStateException("a strand is no user");
    }

    @Override
    public boolean stay() {
        throw new IllegalStateException("a strand is no user");
    }
}
