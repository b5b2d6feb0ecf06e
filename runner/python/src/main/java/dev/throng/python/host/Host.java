package dev.throng.python.host;

import dev.throng.python.http.Channel;
import dev.throng.python.http.HeaderLines;
import dev.throng.python.http.JdkClient;
import dev.throng.runner.code.Certificates;
import dev.throng.runner.code.Session;
import dev.throng.runner.http.tls.TlsClient;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The engine, as the Python side sees it: the one object that is handed over. Called from Python by these names, on any of
 * its threads.
 */
public final class Host {
    private final ThreadLocal<@Nullable Channel> here = new ThreadLocal<>();
    private final ThreadLocal<@Nullable GreenletThread> greenlet = new ThreadLocal<>();
    private final HeaderLines fields = new HeaderLines();
    private final Queue<Consumer<Session>> pending = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Session anybody;
    private volatile boolean over;
    private final List<Certificates> certificates = new CopyOnWriteArrayList<>();
    private final JdkClient streaming = new JdkClient(Optional.empty());
    private final Run run;

    /** What of the run Python code may ask about and do; the Host hands it on. */
    public interface Run {
        int users();

        double elapsed();

        int workers();

        String name();

        void warn(String line);

        void exit(int code);

        RequestStats figures(String name, String method);

        /** Name and method of each, one after the other. */
        List<String> names();

        /** Method, name, error and count of each, one after the other. */
        List<String> errors();

        long exceptions();
    }

    private @Nullable TurnWatchdog watchdog;

    /** Has the turns of users looked at. */
    public void watch(TurnWatchdog by) {
        watchdog = by;
    }

    public void turn(String type) {
        TurnWatchdog by = watchdog;
        if (by != null) {
            by.turn(type);
        }
    }

    public Host(Run run) {
        this.run = run;
    }

    HeaderLines fields() {
        return fields;
    }

    // Threads

    public void enter(Channel channel) {
        here.set(channel);
    }

    public void leave() {
        here.remove();
    }

    /** What the calling thread is in the run. */
    public Channel session() {
        Channel known = here.get();
        if (known == null) {
            known = new BesideChannel(this, true);
            here.set(known);
        }
        return known;
    }

    /** For requests that do not count. */
    public Channel uncounted() {
        return new BesideChannel(this, false);
    }

    /** False when who sleeps is to end. */
    public boolean sleep(double seconds) {
        if (here.get() instanceof UserChannel user) {
            return user.pause(seconds);
        }
        if (isEnding()) {
            return false;
        }
        try {
            Thread.sleep((long) (Math.max(0, seconds) * 1e3));
            return !isEnding();
        } catch (InterruptedException e) {
            return !isEnding();
        }
    }

    boolean isEnding() {
        GreenletThread spawned = greenlet.get();
        if (spawned != null && spawned.isKilled()) {
            return true;
        }
        UserChannel user = user();
        return over || user != null && user.isEnding();
    }

    /** Whose thread this is, or whose greenlet's. */
    private @Nullable UserChannel user() {
        Channel mine = here.get();
        return (mine instanceof GreenletChannel beside ? beside.user() : mine) instanceof UserChannel user
                ? user
                : null;
    }

    public Latch latch() {
        return new Latch(this::isEnding);
    }

    /** Runs a function beside its caller, as the same user. */
    public GreenletThread spawn(Value function) {
        Channel mine = here.get();
        GreenletThread spawned = new GreenletThread();
        spawned.runsOn(Thread.ofVirtual().name("greenlet").start(() -> {
            if (mine != null) {
                here.set(mine instanceof UserChannel ? new GreenletChannel(mine) : mine);
            }
            greenlet.set(spawned);
            spawned.runsOn(Thread.currentThread());
            try {
                function.executeVoid();
            } catch (PolyglotException end) {
                if (!end.isCancelled()) { // what goes on when the run is over ends with it
                    throw end;
                }
            }
        }));
        return spawned;
    }

    // Certificates

    /**
     * Makes certificates known, in PEM; empty texts are those of the run, and none.
     *
     * @return what is added to a request's flags
     * @throws IllegalArgumentException when they cannot be used; its message says why
     */
    public int certificates(boolean verifies, String authorities, String own) {
        Certificates wanted = new Certificates(verifies, authorities, own);
        var unused = TlsClient.contextOf(wanted);
        synchronized (certificates) {
            if (!certificates.contains(wanted)) {
                certificates.add(wanted);
            }
            return (certificates.indexOf(wanted) + 1) * Channel.CERTIFICATES;
        }
    }

    /** Those that a request's flags name. */
    Certificates certificates(int flags) {
        int number = flags / Channel.CERTIFICATES;
        if (number > 0) {
            return certificates.get(number - 1);
        }
        return (flags & Channel.INSECURE) == 0 ? Certificates.OF_RUN : Certificates.ANY;
    }

    /** For responses of users that are read bit by bit. */
    public JdkClient streaming() {
        return streaming;
    }

    // Counting

    /** A run begins: what was before it is over. */
    public void begins() {
        anybody = null;
        pending.clear();
        over = false;
    }

    /** The run is over: what goes on beside users ends where it waits next. */
    public void ends() {
        over = true;
    }

    /** A user has come; what waited for one is done. */
    public void arrives(Session session) {
        anybody = session;
        drain(session);
    }

    /** Has something done that is no user's, in the name of one; as soon as there is one. */
    void later(Consumer<Session> what) {
        Session known = anybody;
        if (known != null) {
            what.accept(known);
            return;
        }
        pending.add(what);
        Session since = anybody;
        if (since != null) {
            drain(since);
        }
    }

    private void drain(Session session) {
        Consumer<Session> next = pending.poll();
        while (next != null) {
            next.accept(session);
            next = pending.poll();
        }
    }

    /** Counts what user code has measured itself. */
    public void sample(String method, String name, double millis, long length, String failure) {
        sample(method, name, millis, length, failure, 0);
    }

    /** The same of requests that the target has got: so many. */
    void sample(String method, String name, double millis, long length, String failure, int lines) {
        Session.Sample sample = measured(method, name, millis, length, failure, lines);
        UserChannel user = user();
        if (user != null) {
            user.session().measured(sample);
        } else {
            later(session -> session.measured(sample));
        }
    }

    static Session.Sample measured(String method, String name, double millis, long length, String failure, int lines) {
        long nanos = (long) (Math.max(0, millis) * 1e6);
        return new Session.Sample(method, name, nanos, length, failure.isEmpty() ? null : failure, lines);
    }

    /** CPU time of the calling thread. */
    public double cpu_seconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    // The run

    public void exit(int code) {
        run.exit(code);
        stop_run("the locustfile called sys.exit(" + code + ")");
    }

    public void warn(String line) {
        run.warn(line);
    }

    public void stop_run(String reason) {
        UserChannel user = user();
        if (user != null) {
            user.session().stopRun(reason);
        } else {
            later(session -> session.stopRun(reason));
        }
    }

    public int users() {
        return run.users();
    }

    public double elapsed() {
        return run.elapsed();
    }

    public int workers() {
        return run.workers();
    }

    public String name() {
        return run.name();
    }

    public RequestStats figures(String name, String method) {
        return run.figures(name, method);
    }

    public List<String> names() {
        return run.names();
    }

    public List<String> errors() {
        return run.errors();
    }

    /** Exceptions of user code so far. */
    public long exceptions() {
        return run.exceptions();
    }
}
