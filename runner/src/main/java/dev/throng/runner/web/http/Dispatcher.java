package dev.throng.runner.web.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** Where every request comes in: finds who answers it, lets in who may, and sends the answer with the headers that all have. */
public final class Dispatcher implements HttpHandler {
    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final int LEAST_TO_COMPRESS = 1400;

    /** Nothing from elsewhere, nothing inline: what a request name or an error message smuggles in stays text. */
    private static final Map<String, String> FOR_ALL = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final List<Route> routes;
    private final Sessions sessions;
    private final boolean loopbackOnly;

    /** @param loopbackOnly whether the server listens on the loopback address only */
    public Dispatcher(List<Route> routes, Sessions sessions, boolean loopbackOnly) {
        this.routes = List.copyOf(routes);
        this.sessions = sessions;
        this.loopbackOnly = loopbackOnly;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the client is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            Request request = Request.of(exchange);
            return admitted(request).handler().answer(request);
        } catch (Refused refused) {
            return refused.answer();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot answer " + exchange.getRequestMethod() + " " + exchange.getRequestURI(), e);
            return Answer.text(500, "Something is wrong on our side; the log says what.\n");
        }
    }

    private Route admitted(Request request) {
        if (loopbackOnly
                && !request.header("Host").map(SameOrigin::namesLoopback).orElse(true)) {
            throw new Refused(421, "This server answers to localhost only");
        }
        Optional<Route> found = find(request);
        if (found.isEmpty()) {
            return Route.get(request.path(), this::missing).forAll();
        }
        Route route = found.get();
        if (route.changes() && !fromOurPage(request)) {
            throw new Refused(403, "Changes are accepted from this server's own page only");
        }
        return route.access() == Route.Access.ALL || sessions.allows(request)
                ? route
                : route.with(Route.Access.ALL, Dispatcher::login);
    }

    private static boolean fromOurPage(Request request) {
        return request.method().equals("GET")
                ? SameOrigin.allowsGet(request.header("Sec-Fetch-Site"), request.header("User-Agent"))
                : SameOrigin.allows(request.header("Sec-Fetch-Site"), request.header("Origin"), request.header("Host"));
    }

    private Optional<Route> find(Request request) {
        boolean head = request.method().equals("HEAD");
        String method = head ? "GET" : request.method();
        return routes.stream()
                .filter(route -> route.method().equals(method) && route.path().equals(request.path()))
                .filter(route -> !head || !route.changes())
                .findFirst();
    }

    private Answer missing(Request request) {
        TreeSet<String> methods = new TreeSet<>();
        routes.stream()
                .filter(route -> route.path().equals(request.path()))
                .forEach(route -> methods.add(route.method()));
        if (methods.isEmpty()) {
            return Answer.text(404, "There is nothing here.\n");
        }
        String allowed = String.join(", ", methods);
        return Answer.text(405, "This takes " + allowed + " only.\n").with("Allow", allowed);
    }

    private static Answer login(Request request) {
        boolean page = request.header("Accept").orElse("").contains("text/html");
        return page
                ? Answer.redirect("login")
                : Answer.text(401, "This needs the password.\n").with("WWW-Authenticate", "Basic realm=\"throng\"");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        FOR_ALL.forEach(exchange.getResponseHeaders()::set);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        switch (answer) {
            case Answer.Whole whole -> {
                send(exchange, whole.status(), encoded(exchange, whole.body()));
                whole.sent().run();
            }
            case Answer.Stream stream -> {
                exchange.sendResponseHeaders(stream.status(), 0);
                OutputStream out = exchange.getResponseBody();
                stream.source().writeTo(out);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] encoded(HttpExchange exchange, byte[] body) throws IOException {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (body.length < LEAST_TO_COMPRESS || accepted == null || !accepted.contains("gzip")) {
            return body;
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
        return compressed.toByteArray();
    }
}
