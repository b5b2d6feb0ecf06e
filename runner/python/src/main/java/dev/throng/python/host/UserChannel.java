package dev.throng.python.host;

import dev.throng.python.http.Channel;
import dev.throng.python.http.Incoming;
import dev.throng.python.http.LocustFailures;
import dev.throng.python.http.Outgoing;
import dev.throng.python.http.Reply;
import dev.throng.python.interpreter.PythonException;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import dev.throng.runner.code.Session;
import dev.throng.runner.code.UserExit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A user of the run. Its requests are the engine's as long as they come from the user's own thread; those of greenlets that
 * it has spawned go beside it, and count with it.
 */
public final class UserChannel implements Channel {
    private static final Reply LEAVING = new Reply(
            new Response(Request.get("/", ""), 0, null, null, "", List.of(), 0, -1, -1, "the user is to leave"),
            "",
            "",
            0,
            "leaving",
            "the user is to leave");

    private final Host host;
    private final Session session;
    private final String type;
    private final Thread owner = Thread.currentThread();
    private final List<Incoming> coming = new ArrayList<>(0);
    private @Nullable BesideChannel beside;
    private volatile boolean retiring;
    private volatile boolean stopping;
    private volatile boolean done;

    public UserChannel(Host host, Session session, String type) {
        this.host = host;
        this.type = type;
        this.session = session;
    }

    Session session() {
        return session;
    }

    /** The user has done its work; what it has begun beside itself goes on. */
    public void leavesByItself() {
        done = true;
    }

    /** Whether what the user does, itself or beside, is to end. */
    boolean isEnding() {
        return retiring || session.isLeaving() && !done;
    }

    private boolean elsewhere() {
        return !Thread.currentThread().equals(owner);
    }

    private synchronized BesideChannel beside() {
        BesideChannel known = beside;
        if (known == null) {
            known = new BesideChannel(host, true);
            beside = known;
        }
        return known;
    }

    @Override
    public Reply send(Outgoing asked) {
        if (elsewhere()) {
            return beside().send(asked);
        }
        if (asked.streams()) {
            return streamed(asked);
        }
        if (isLeaving()) {
            return LEAVING;
        }
        double started = System.currentTimeMillis() / 1e3;
        try {
            host.turn("");
            Response response =
                    session.send(asked.toRequest(host.fields().of(asked.lines()), host.certificates(asked.flags())));
            host.turn(type);
            String problem = response.problem();
            Reply reply = new Reply(
                    response,
                    response.request().name(),
                    asked.url(),
                    started,
                    LocustFailures.kind(response),
                    problem == null ? "" : problem);
            if (asked.isCountedAtOnce()) {
                session.settle(response, LocustFailures.failure(reply, asked.isFast()));
            }
            return reply;
        } catch (UserExit leaves) {
            host.turn(type);
            return LEAVING;
        }
    }

    /** The engine gives responses as a whole: what is read on its way comes by another client, with the user's cookies. */
    private Reply streamed(Outgoing asked) {
        if (isRetiringOrLeaving()) {
            return LEAVING;
        }
        String cookies = session.cookies(asked.url());
        boolean own =
                cookies.isEmpty() || asked.lines().toLowerCase(Locale.ROOT).contains("cookie: ");
        host.turn("");
        Reply reply = host.streaming()
                .exchange(
                        asked,
                        host.certificates(asked.flags()),
                        own ? "" : "Cookie: " + cookies + "\r\n",
                        this::isRetiringOrLeaving);
        host.turn(type);
        for (Response.Hop hop : reply.response().hops()) {
            store(hop.url(), Response.parse(hop.head()));
        }
        store(reply.url(), reply.response().fields());
        Incoming incoming = reply.incoming();
        if (incoming != null) {
            coming.add(incoming);
        }
        if (asked.isCountedAtOnce()) {
            String failure = LocustFailures.failure(reply, asked.isFast());
            record(reply, failure == null ? "" : failure);
        }
        return reply;
    }

    private void store(String url, List<Request.Field> fields) {
        for (Request.Field field : fields) {
            if (field.name().equalsIgnoreCase("set-cookie")) {
                session.storeCookie(url, field.value());
            }
        }
    }

    private boolean isRetiringOrLeaving() {
        return !stopping && retiring || isLeaving();
    }

    /** Whether nothing more is let through. Code that does not heed it computes on: that is one turn, however often it asks. */
    private boolean isLeaving() {
        return !stopping && session.isLeaving();
    }

    /** The user does what it does on its way out. */
    public void stops() {
        stopping = true;
    }

    /** The user is gone. */
    public void ends() {
        forget(true);
    }

    /** Responses that nobody has begun to read by the end of their task would hold their connections for ever. */
    private void forget(boolean all) {
        for (Incoming each : coming) {
            if (all || !each.isTouched()) {
                each.close();
            }
        }
        coming.clear();
    }

    @Override
    public void record(Reply reply, String failure) {
        if (elsewhere() || reply.isBeside()) {
            beside().record(reply, failure);
        } else {
            session.settle(reply.response(), failure.isEmpty() ? null : failure);
        }
    }

    @Override
    public void record_as(Reply reply, String method, String name, double millis, long length, String failure) {
        Request request = reply.response().request();
        boolean same = request.method().equals(method)
                && reply.name().equals(name)
                && Math.abs(millis - reply.millis()) < 1e-6;
        if (same) {
            record(reply, failure);
        } else if (elsewhere() || reply.isBeside()) {
            beside().record_as(reply, method, name, millis, length, failure);
        } else {
            session.settle(reply.response(), Host.measured(method, name, millis, length, failure, reply.lines()));
        }
    }

    @Override
    public boolean round(double seconds) {
        forget(false);
        if (retiring || isLeaving()) {
            return false;
        }
        try {
            host.turn("");
            session.nextIteration(session.nanos() + nanos(seconds));
            host.turn(type);
            return true;
        } catch (UserExit leaves) {
            host.turn(type);
            return false;
        }
    }

    boolean pause(double seconds) {
        if (retiring || isLeaving()) {
            return false;
        }
        if (seconds <= 0) {
            Thread.yield();
            return true;
        }
        try {
            host.turn("");
            session.pause(Duration.ofNanos(nanos(seconds)));
            host.turn(type);
            return true;
        } catch (UserExit leaves) {
            host.turn(type);
            return false;
        }
    }

    private static long nanos(double seconds) {
        return (long) (Math.max(0, seconds) * 1e9);
    }

    @Override
    public void exception(String message, String places, String whole) {
        session.note(new PythonException(message, places));
    }

    @Override
    public void leave(boolean atOnce) {
        retiring = true;
    }

    @Override
    public Cookies cookies() {
        return new Cookies() {
            @Override
            public void set(String name, String value, String domain, String path) {
                session.storeCookie("/", name + "=" + value + "; Path=" + (path.isEmpty() ? "/" : path));
            }

            @Override
            public void remove(String name, @Nullable String domain, @Nullable String path) {
                session.storeCookie("/", name + "=; Max-Age=0; Path=" + (path == null ? "/" : path));
            }

            @Override
            public void clear() {
                session.clearCookies();
            }

            @Override
            public List<String> flat() {
                return split(session.cookies("/"));
            }
        };
    }

    private static List<String> split(String cookies) {
        List<String> flat = new ArrayList<>();
        for (String pair : cookies.split("; ")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                flat.addAll(List.of(pair.substring(0, equals), pair.substring(equals + 1), "", "/"));
            }
        }
        return flat;
    }
}
