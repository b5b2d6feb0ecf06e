package dev.throng.python.http;

import dev.throng.runner.code.Certificates;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import dev.throng.runner.http.tls.TlsClient;
import dev.throng.runner.script.Durations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The JDK's own client, for requests that are not the engine's: one per kind of them. Safe for all threads. */
public final class JdkClient {
    private static final Set<String> ITS_OWN =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "accept-encoding");
    private static final Duration CONNECT = Duration.ofSeconds(30);

    private final Optional<CookieHandler> cookies;
    private final Map<Kind, HttpClient> clients = new HashMap<>();

    private record Kind(boolean follows, Certificates certificates) {}

    /** @param cookies who keeps them; empty when nobody does */
    public JdkClient(Optional<CookieHandler> cookies) {
        this.cookies = cookies;
    }

    /**
     * Sends a request, whether its response is read as a whole or bit by bit.
     *
     * @param more header lines, each with its line break
     * @param leaves whether who asks is to end
     */
    public Reply exchange(Outgoing asked, Certificates certificates, String more, BooleanSupplier leaves) {
        double started = System.currentTimeMillis() / 1e3;
        Request request = asked.toRequest(List.of(), certificates);
        long began = System.nanoTime();
        try {
            HttpClient client = of(asked, certificates);
            if (asked.streams()) {
                var came = client.send(request(asked, more), head -> incoming(head, asked, leaves));
                Response response = response(request, came, new byte[0], System.nanoTime() - began);
                return new Reply(response, request.name(), asked.url(), started, "", "", true, came.body());
            }
            var came = client.send(request(asked, more), HttpResponse.BodyHandlers.ofByteArray());
            Response response = response(request, came, content(came), System.nanoTime() - began);
            return new Reply(response, request.name(), asked.url(), started, "", "", true, null);
        } catch (HttpTimeoutException e) {
            return failed(
                    request,
                    asked,
                    started,
                    began,
                    "not complete within " + Durations.said(asked.timeoutMillis() * 1_000_000L));
        } catch (IOException e) {
            return failed(request, asked, started, began, words(e, asked.url()));
        } catch (IllegalArgumentException e) {
            return failed(request, asked, started, began, "not a URL: " + asked.url());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(request, asked, started, began, "interrupted");
        }
    }

    private static Incoming incoming(HttpResponse.ResponseInfo head, Outgoing asked, BooleanSupplier leaves) {
        String coding = head.headers().firstValue("content-encoding").orElse("").toLowerCase(Locale.ROOT);
        return new Incoming(coding, asked.timeoutMillis(), leaves);
    }

    private static Response response(Request asked, HttpResponse<?> came, byte[] body, long took) {
        String url = came.uri().toString();
        return new Response(asked, came.statusCode(), head(came), body, url, hops(came), took, took, took, null);
    }

    private static Reply failed(Request request, Outgoing asked, double started, long began, String why) {
        long took = System.nanoTime() - began;
        Response none = new Response(request, 0, null, null, asked.url(), List.of(), took, -1, -1, why);
        return new Reply(none, request.name(), asked.url(), started, LocustFailures.kind(none), why, true, null);
    }

    private synchronized HttpClient of(Outgoing asked, Certificates certificates) {
        return clients.computeIfAbsent(new Kind(asked.follows(), certificates), this::made);
    }

    private HttpClient made(Kind kind) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(kind.follows ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER);
        cookies.ifPresent(builder::cookieHandler);
        if (!kind.certificates.equals(Certificates.OF_RUN)) {
            builder.sslContext(TlsClient.contextOf(kind.certificates));
        }
        return builder.build();
    }

    private static HttpRequest request(Outgoing asked, String more) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(Urls.normal(asked.url())));
        for (String line : (asked.lines() + more).split("\r\n")) {
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
                        asked.method().toUpperCase(Locale.ROOT),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] head(HttpResponse<?> came) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 " + came.statusCode() + " " + ReasonPhrases.of(came.statusCode()) + "\r\n");
        came.headers().map().forEach((field, values) -> {
            for (String value : values) {
                head.append(field).append(": ").append(value).append("\r\n");
            }
        });
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The redirects before it, the first one first. */
    private static List<Response.Hop> hops(HttpResponse<?> came) {
        List<Response.Hop> hops = new ArrayList<>();
        for (var hop = came.previousResponse(); hop.isPresent(); hop = hop.get().previousResponse()) {
            HttpResponse<?> before = hop.get();
            hops.addFirst(new Response.Hop(before.statusCode(), before.uri().toString(), head(before)));
        }
        return hops;
    }

    private static byte[] content(HttpResponse<byte[]> came) throws IOException {
        String coding = came.headers().firstValue("content-encoding").orElse("");
        ByteArrayInputStream raw = new ByteArrayInputStream(came.body());
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(raw).readAllBytes();
            case "deflate" -> new InflaterInputStream(raw).readAllBytes();
            default -> came.body();
        };
    }

    /** What went wrong, in the engine's words. */
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
}
