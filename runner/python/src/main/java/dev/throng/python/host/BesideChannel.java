package dev.throng.python.host;

import dev.throng.python.http.Channel;
import dev.throng.python.http.JdkClient;
import dev.throng.python.http.LocustFailures;
import dev.throng.python.http.Outgoing;
import dev.throng.python.http.Reply;
import dev.throng.python.interpreter.PythonException;
import dev.throng.runner.code.Session;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests that no user of the engine makes: those of plain {@code requests}, which do not count, and those of greenlets,
 * which do. They go out by the JDK's own client, on whatever thread asks.
 */
public final class BesideChannel implements Channel {
    private final Host host;
    private final boolean counts;
    private final CookieManager jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final JdkClient client = new JdkClient(Optional.of(jar));

    BesideChannel(Host host, boolean counts) {
        this.host = host;
        this.counts = counts;
    }

    @Override
    public Reply send(Outgoing asked) {
        Reply reply = client.exchange(asked, host.certificates(asked.flags()), "", host::isEnding);
        if (asked.isCountedAtOnce()) {
            String failure = LocustFailures.failure(reply, asked.isFast());
            record(reply, failure == null ? "" : failure);
        }
        return reply;
    }

    @Override
    public void record(Reply reply, String failure) {
        record_as(reply, reply.response().request().method(), reply.name(), reply.millis(), reply.length(), failure);
    }

    @Override
    public void record_as(Reply reply, String method, String name, double millis, long length, String failure) {
        if (counts) {
            host.sample(method, name, millis, length, failure, reply.lines());
        }
    }

    @Override
    public boolean round(double seconds) {
        return host.sleep(seconds);
    }

    @Override
    public void exception(String message, String places, String whole) {
        host.later((Session session) -> session.note(new PythonException(message, places)));
    }

    @Override
    public void leave(boolean atOnce) {
        // nobody leaves who is not there
    }

    @Override
    public Cookies cookies() {
        return new Cookies() {
            @Override
            public void set(String name, String value, String domain, String path) {
                HttpCookie cookie = new HttpCookie(name, value);
                cookie.setPath(path);
                cookie.setVersion(0);
                if (!domain.isEmpty()) {
                    cookie.setDomain(domain);
                }
                jar.getCookieStore().add(null, cookie);
            }

            @Override
            public void remove(String name, @Nullable String domain, @Nullable String path) {
                for (HttpCookie cookie : List.copyOf(jar.getCookieStore().getCookies())) {
                    if (cookie.getName().equals(name)) {
                        jar.getCookieStore().remove(null, cookie);
                    }
                }
            }

            @Override
            public void clear() {
                jar.getCookieStore().removeAll();
            }

            @Override
            public List<String> flat() {
                List<String> flat = new ArrayList<>();
                for (HttpCookie cookie : jar.getCookieStore().getCookies()) {
                    flat.add(cookie.getName());
                    flat.add(cookie.getValue());
                    flat.add(cookie.getDomain() == null ? "" : cookie.getDomain());
                    flat.add(cookie.getPath() == null ? "/" : cookie.getPath());
                }
                return flat;
            }
        };
    }
}
