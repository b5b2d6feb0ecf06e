package dev.throng.runner.http.request;

import dev.throng.runner.http.url.Origin;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.plan.step.Capture;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request step with everything constant in it encoded once: method, target, fields, also the body where it has no
 * expression. Immutable, for all threads.
 *
 * <p>Sent are, in this order: Host, the target's own Authorization, User-Agent, Accept, Accept-Encoding, the step's
 * headers as written, Cookie, Content-Type, Content-Length. A header of the step replaces ours of the same name;
 * Content-Length and Transfer-Encoding are always ours. Compression is accepted whether or not the body is looked at:
 * the target is to do the work that it does for its real clients. Connections persist without a word, as HTTP/1.1 has it.
 */
public final class PreparedRequest {
    /** What every request says unless it says otherwise. */
    static final String[][] DEFAULTS = {
        {"User-Agent", UserAgent.VALUE}, {"Accept", "*/*"}, {"Accept-Encoding", "gzip, deflate"}
    };

    /** Methods that say so when they have no content: RFC 9110 §8.6. */
    static boolean anticipatesContent(String method) {
        return WITH_CONTENT.contains(method);
    }

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");
    private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> PLACED = Set.of("host", "content-length", "transfer-encoding");

    private final String method;
    private final Origin origin;
    private final Part[] parts;
    private final @Nullable ByteSink whole;
    private final boolean wantsBody;
    private final boolean looksAtContent;
    private final boolean closes;
    private final boolean ownCookie;

    /** Whether it is a call of gRPC. */
    private final boolean rpc;

    private PreparedRequest(Step.Request step, Url target, boolean rpc) {
        this.rpc = rpc;
        method = rpc ? "POST" : step.method();
        looksAtContent = step.expect().needsBody() || step.captures().stream().anyMatch(PreparedRequest::looksAtBody);
        wantsBody = rpc || looksAtContent;
        closes = step.headers().stream().anyMatch(PreparedRequest::asksToClose);
        ownCookie = hasHeader(step, "cookie");
        Url absolute = step.path().constant() ? Url.parse(Layout.constantText(step.path())) : null;
        Url base = absolute == null ? target : credited(absolute, target);
        origin = rpc ? base.origin().inHttp2() : base.origin();
        parts = parts(step, base, absolute != null);
        whole = Layout.whole(parts);
    }

    /**
     * @param whole all of it, as it is for users without cookies
     * @param cookiesAt where the Cookie field goes
     */
    private PreparedRequest(
            String method,
            Origin origin,
            ByteSink whole,
            int cookiesAt,
            boolean ownCookie,
            boolean closes,
            boolean wantsBody) {
        rpc = false;
        this.method = method;
        this.origin = origin;
        this.whole = whole;
        this.ownCookie = ownCookie;
        this.closes = closes;
        this.wantsBody = wantsBody;
        looksAtContent = wantsBody;
        parts = new Part[] {new Part.Spliced(whole, cookiesAt, ownCookie)};
    }

    /** One that is written already; see {@link RequestWriter}. */
    static PreparedRequest written(
            String method,
            Origin origin,
            ByteSink whole,
            int cookiesAt,
            boolean ownCookie,
            boolean closes,
            boolean wantsBody) {
        return new PreparedRequest(method, origin, whole, cookiesAt, ownCookie, closes, wantsBody);
    }

    /** @param target the plan's target; its user information becomes basic authentication for requests to its origin */
    public static PreparedRequest of(Step.Request step, Url target) {
        return new PreparedRequest(step, target, false);
    }

    /** Of a call of gRPC: always in HTTP/2, without what browsers say. */
    public static PreparedRequest of(Step.Rpc call, Url target) {
        return new PreparedRequest(call.request(), target, true);
    }

    /** A URL of the target's origin that is written out in full means the target, with its credentials. */
    private static Url credited(Url written, Url target) {
        boolean lacksThem = written.userInfo() == null && written.origin().equals(target.origin());
        return lacksThem ? new Url(written.origin(), written.file(), target.userInfo()) : written;
    }

    private static boolean looksAtBody(Capture capture) {
        return switch (capture) {
            case Capture.Json _, Capture.Regex _, Capture.Element _ -> true;
            case Capture.Header _, Capture.Cookie _ -> false;
            case Capture.Whole whole ->
                switch (whole.part()) {
                    case status, millis -> false;
                    case body, size, sha256, md5 -> true;
                };
        };
    }

    private static boolean asksToClose(Step.Header header) {
        String value = header.value().source().toLowerCase(Locale.ROOT);
        return header.name().equalsIgnoreCase("connection") && value.contains("close");
    }

    private Part[] parts(Step.Request step, Url base, boolean elsewhere) {
        Layout layout = new Layout();
        startLine(step, layout, base, elsewhere);
        defaults(step, layout);
        for (Step.Header header : step.headers()) {
            if (!PLACED.contains(header.name().toLowerCase(Locale.ROOT))) {
                layout.field(header);
            }
        }
        if (!ownCookie && !rpc) {
            layout.add(new Part.Cookies());
        }
        content(step, layout);
        return layout.done();
    }

    private void startLine(Step.Request step, Layout layout, Url base, boolean elsewhere) {
        String authorization = hasHeader(step, "authorization") ? "" : BasicAuth.field(base.userInfo());
        Template path = step.path();
        if (!path.constant() && !path.source().startsWith("/")) {
            layout.add(new Part.Anywhere(method, path, base.origin(), authorization, hasHeader(step, "host")));
            ownHost(step, layout);
            return;
        }
        layout.constant(method + " ");
        if (elsewhere) {
            layout.constant(base.file());
        } else {
            layout.path(path);
        }
        layout.constant(" HTTP/1.1\r\n");
        if (!ownHost(step, layout)) {
            layout.constant("Host: " + base.origin().authority() + "\r\n");
        }
        layout.constant(authorization);
    }

    private static boolean ownHost(Step.Request step, Layout layout) {
        for (Step.Header header : step.headers()) {
            if (header.name().equalsIgnoreCase("host")) {
                layout.field(header);
                return true;
            }
        }
        return false;
    }

    private void defaults(Step.Request step, Layout layout) {
        for (String[] field : DEFAULTS) {
            if (!hasHeader(step, field[0]) && (!rpc || field[0].equals("User-Agent"))) {
                layout.constant(field[0] + ": " + field[1] + "\r\n");
            }
        }
    }

    private static void content(Step.Request step, Layout layout) {
        if (step.body().isEmpty()) {
            // RFC 9110 §8.6: a method that anticipates content says so when there is none.
            layout.constant(WITH_CONTENT.contains(step.method()) ? "Content-Length: 0\r\n\r\n" : "\r\n");
            return;
        }
        Step.Body body = step.body().get();
        if (!hasHeader(step, "content-type") && !body.contentType().isEmpty()) {
            layout.constant("Content-Type: " + body.contentType() + "\r\n");
        }
        if (body.content().constant()) {
            byte[] bytes = Layout.constantBytes(body.content());
            layout.constant("Content-Length: " + bytes.length + "\r\n\r\n");
            layout.constant(bytes);
        } else {
            layout.add(new Part.Content(body.content()));
        }
    }

    private static boolean hasHeader(Step.Request step, String name) {
        return step.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    /** Appends all parts in order; false as soon as one can't be written. */
    boolean write(RequestEncoder encoder, Scope scope, ByteSink out) {
        for (Part part : parts) {
            if (!part.write(encoder, scope, out)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The whole request as it is for users without cookies, when nothing in it is computed; null otherwise. Not to be
     * written to.
     */
    public @Nullable ByteSink whole() {
        return whole;
    }

    /** Where it goes, unless its path turns out to be an absolute URL. */
    public Origin origin() {
        return origin;
    }

    /** Whether the step writes its own Cookie field; the jar is not asked then. */
    boolean hasOwnCookie() {
        return ownCookie;
    }

    /** Method is HEAD: the response has no body. */
    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** Whether a check or a capture looks at what the body says. */
    public boolean looksAtContent() {
        return looksAtContent;
    }

    /** Whether the response body's bytes are needed. */
    public boolean wantsBody() {
        return wantsBody;
    }

    /** Whether RFC 9110 §9.2.2 lets it be sent again when a reused connection broke before a response byte came. */
    public boolean isIdempotent() {
        return IDEMPOTENT.contains(method);
    }

    /** Whether the step itself asks for {@code Connection: close}: the connection is not to be used again. */
    public boolean closes() {
        return closes;
    }
}
