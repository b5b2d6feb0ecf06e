package dev.throng.python;

import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import dev.throng.runner.code.Session;
import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests that no user of the engine makes: those of plain {@code requests}, which do not count, and those of greenlets,
 * which do. They go out by the JDK's own client, on whatever thread asks.
 */
public final class BesideChannel implements Channel {
    private static final Set<String> ITS_OWN =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "accept-encoding");
    private static final Duration CONNECT = Duration.ofSeconds(30);

    private final Host host;
    private final boolean counts;
    private final CookieManager jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final @Nullable HttpClient[] clients = new HttpClient[4];

    BesideChannel(Host host, boolean counts) {
        this.host = host;
        this.counts = counts;
    }

    private synchronized HttpClient client(int flags) {
        int kind = flags & (FOLLOW | INSECURE);
        HttpClient known = clients[kind];
        if (known == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .cookieHandler(jar)
                    .followRedirects((kind & FOLLOW) != 0 ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER);
            known = ((kind & INSECURE) != 0 ? builder.sslContext(Unverified.context()) : builder).build();
            clients[kind] = known;
        }
        return known;
    }

    @Override
    public Reply exchange(Outgoing asked) {
        double started = System.currentTimeMillis() / 1e3;
        Response response = sent(asked, System.nanoTime());
        String problem = response.problem();
        Reply reply = new Reply(
                response,
                response.request().name(),
                asked.url(),
                started,
                Words.kind(response),
                problem == null ? "" : problem);
        if (asked.isCountedAtOnce()) {
            String failure = Words.failure(reply, asked.isFast());
            record(reply, failure == null ? "" : failure);
        }
        return reply;
    }

    private Response sent(Outgoing outgoing, long began) {
        Request asked = outgoing.toRequest(List.of());
        String url = outgoing.url();
        try {
            HttpResponse<byte[]> came =
                    client(outgoing.flags()).send(request(outgoing), HttpResponse.BodyHandlers.ofByteArray());
            long took = System.nanoTime() - began;
            return new Response(
                    asked,
                    came.statusCode(),
                    head(came),
                    content(came),
                    came.uri().toString(),
                    List.of(),
                    took,
                    took,
                    took,
                    null);
        } catch (HttpTimeoutException e) {
            return failed(asked, began, "not complete within " + outgoing.timeoutMillis() / 1e3 + " s");
        } catch (IOException e) {
            return failed(asked, began, words(e, url));
        } catch (IllegalArgumentException e) {
            return failed(asked, began, "not a URL: " + url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(asked, began, "interrupted");
        }
    }

    private static String words(IOException e, String url) {
        if (e instanceof ConnectException) {
            return e.getCause() instanceof ConnectException
                            && e.getCause().getCause() instanceof UnresolvedAddressException
                    ? "cannot resolve " + url
                    : "connection refused";
        }
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    private static HttpRequest request(Outgoing asked) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(Addresses.quoted(asked.url())));
        for (String line : asked.lines().split("\r\n")) {
            int colon = line.indexOf(": ");
            if (colon > 0 && !ITS_OWN.contains(line.substring(0, colon).toLowerCase(Locale.ROOT))) {
                builder.setHeader(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        builder.setHeader("Accept-Encoding", "gzip, deflate");
        if (asked.timeoutMillis() > 0) {
            builder.timeout(Duration.ofMillis(asked.timeoutMillis()));
        }
        byte[] body = asked.bytes();
        return builder.method(
                        asked.method(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] head(HttpResponse<byte[]> came) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 " + came.statusCode() + " " + Reasons.of(came.statusCode()) + "\r\n");
        came.headers().map().forEach((field, values) -> {
            for (String value : values) {
                head.append(field).append(": ").append(value).append("\r\n");
            }
        });
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] content(HttpResponse<byte[]> came) throws IOException {
        String coding = came.headers().firstValue("content-encoding").orElse("");
        java.io.ByteArrayInputStream raw = new java.io.ByteArrayInputStream(came.body());
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(raw).readAllBytes();
            case "deflate" -> new InflaterInputStream(raw).readAllBytes();
            default -> came.body();
        };
    }

    private static Response failed(Request asked, long began, String why) {
        long took = System.nanoTime() - began;
        return new Response(asked, 0, null, null, asked.url(), List.of(), took, -1, -1, why);
    }

    @Override
    public void record(Reply reply, String failure) {
        record_as(reply, reply.response().request().method(), reply.name(), reply.millis(), reply.length(), failure);
    }

    @Override
    public void record_as(Reply reply, String method, String name, double millis, long length, String failure) {
        if (counts) {
            host.sample(method, name, millis, length, failure);
        }
    }

    @Override
    public boolean round(double seconds) {
        return host.sleep(seconds);
    }

    @Override
    public void exception(String message, String places, String whole) {
        host.later((Session session) -> session.note(new PythonProblem(message, places)));
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
