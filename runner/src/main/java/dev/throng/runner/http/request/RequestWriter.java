package dev.throng.runner.http.request;

import dev.throng.api.client.ConnectionsPer;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.RequestMode;
import dev.throng.runner.http.cookie.CookieJar;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.plan.http.Wires;
import dev.throng.runner.plan.step.TraceParent;
import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the requests that code has made, in the same order of fields as those of declared steps ({@link
 * PreparedRequest}). Confined to a loop.
 */
public final class RequestWriter {
    private static final byte[] LINE_BREAK = {'\r', '\n'};
    private static final byte[] COLON = {':', ' '};
    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_TYPE = "Content-Type: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_CONTENT = "Content-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_SIZE = 384;
    private static final int MOST_ELSEWHERE = 256;

    private final Url base;
    private final String basePath;
    private final byte[] here;
    private final byte[] defaults;
    private final Map<String, Url> elsewhere = new HashMap<>();
    private final @Nullable TraceParent trace;
    private final boolean closing;
    private String problem = "";

    /** @param base what relative URLs are below; its user information becomes basic authentication for its origin */
    public RequestWriter(Url base, Wires wires) {
        this.base = base;
        trace = wires.tracedShare() > 0 ? new TraceParent(wires.tracedShare()) : null;
        closing = wires.per() == ConnectionsPer.request;
        basePath =
                base.path().endsWith("/") ? base.path().substring(0, base.path().length() - 1) : base.path();
        here = ("Host: " + base.origin().authority() + "\r\n").getBytes(StandardCharsets.US_ASCII);
        StringBuilder fields = new StringBuilder();
        for (String[] field : PreparedRequest.DEFAULTS) {
            fields.append(field[0]).append(": ").append(field[1]).append("\r\n");
        }
        defaults = fields.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Why the last {@link #write} gave null, in words for the failure table. */
    public String problem() {
        return problem;
    }

    /** The request, ready to be sent; null when it cannot be formed. */
    public @Nullable PreparedRequest write(Request request) {
        Url target = base;
        if (isAbsolute(request.url())) {
            target = absolute(request.url());
            if (target == null) {
                return refuse("not a URL: " + request.url());
            }
        }
        String method = request.sentMethod();
        if (!isToken(method)) {
            return refuse("not a method: '" + method + "'");
        }
        byte[] body = request.body();
        ByteSink out = new ByteSink(USUAL_SIZE + (body == null ? 0 : body.length));
        out.append(method);
        out.append((byte) ' ');
        path(request.url(), target, out);
        out.append(VERSION);
        return fields(request, target, body, out);
    }

    private @Nullable PreparedRequest fields(Request request, Url target, byte @Nullable [] body, ByteSink out) {
        List<Request.Field> fields = request.fields();
        boolean call = request.way() instanceof RequestMode.Called;
        own(fields, target, call, out);
        boolean closes = false;
        boolean ownCookie = call;
        boolean ownType = false;
        for (int i = 0; i < fields.size(); i++) {
            Request.Field field = fields.get(i);
            String name = field.name();
            if (!isToken(name)) {
                return refuse("not a header's name: " + name);
            }
            if (breaksLine(field.value())) {
                return refuse("header " + name + ": line break in its value");
            }
            if (name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding")) {
                continue; // they follow from the body
            }
            ownCookie |= name.equalsIgnoreCase("cookie");
            ownType |= name.equalsIgnoreCase("content-type");
            closes |= name.equalsIgnoreCase("connection")
                    && field.value().toLowerCase().contains("close");
            if (!name.equalsIgnoreCase("host")) {
                field(name, field.value(), out);
            }
        }
        wires(fields, out);
        int cookiesAt = out.length();
        content(request, body, ownType, out);
        return PreparedRequest.written(
                request.sentMethod(),
                call ? target.origin().inHttp2() : target.origin(),
                out,
                cookiesAt,
                ownCookie,
                closes,
                request.keepsBody());
    }

    /** What the wires ask for, unless a field says otherwise. */
    private void wires(List<Request.Field> fields, ByteSink out) {
        if (closing && value(fields, "connection") == null) {
            field("Connection", "close", out);
        }
        TraceParent traced = trace;
        if (traced != null && value(fields, "traceparent") == null) {
            int before = out.length();
            out.append("traceparent: ");
            if (traced.appendTo(out)) {
                out.append(LINE_BREAK);
            } else {
                out.truncate(before);
            }
        }
    }

    /** Host and what else goes before the request's fields, as far as these don't say it. */
    private void own(List<Request.Field> fields, Url target, boolean call, ByteSink out) {
        String host = value(fields, "host");
        if (host != null) {
            field("Host", host, out);
        } else if (target.origin().equals(base.origin())) {
            out.append(here);
        } else {
            field("Host", target.origin().authority(), out);
        }
        if (target.userInfo() != null && value(fields, "authorization") == null) {
            out.append(BasicAuth.field(target.userInfo()));
        } else if (base.userInfo() != null
                && target.origin().equals(base.origin())
                && value(fields, "authorization") == null) {
            out.append(BasicAuth.field(base.userInfo()));
        }
        if (!call) {
            defaults(fields, out);
        } else if (value(fields, "user-agent") == null) {
            field("User-Agent", UserAgent.VALUE, out);
        }
    }

    private void defaults(List<Request.Field> fields, ByteSink out) {
        boolean replaced = false;
        for (String[] field : PreparedRequest.DEFAULTS) {
            replaced |= value(fields, field[0]) != null;
        }
        if (!replaced) {
            out.append(defaults);
            return;
        }
        for (String[] field : PreparedRequest.DEFAULTS) {
            if (value(fields, field[0]) == null) {
                field(field[0], field[1], out);
            }
        }
    }

    private static @Nullable String value(List<Request.Field> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return fields.get(i).value();
            }
        }
        return null;
    }

    private static void field(String name, String value, ByteSink out) {
        out.append(name);
        out.append(COLON);
        out.append(value);
        out.append(LINE_BREAK);
    }

    private static void content(Request request, byte @Nullable [] body, boolean ownType, ByteSink out) {
        if (body == null) {
            out.append(PreparedRequest.anticipatesContent(request.sentMethod()) ? NO_CONTENT : LINE_BREAK);
            return;
        }
        if (!ownType && !request.contentType().isEmpty()) {
            out.append(CONTENT_TYPE);
            out.append(request.contentType());
            out.append(LINE_BREAK);
        }
        out.append(CONTENT_LENGTH);
        out.append(body.length);
        out.append(LINE_BREAK);
        out.append(LINE_BREAK);
        out.append(body);
    }

    private void path(String url, Url target, ByteSink out) {
        if (isAbsolute(url)) {
            out.append(target.file());
            return;
        }
        int from = out.length();
        out.append(basePath);
        if (!url.startsWith("/")) {
            out.append((byte) '/');
        }
        out.append(url);
        Part.Path.normalize(out, from);
    }

    private static boolean isAbsolute(String url) {
        return url.startsWith("http://") || url.startsWith("https://");
    }

    private @Nullable Url absolute(String text) {
        Url known = elsewhere.get(text);
        if (known != null) {
            return known;
        }
        Url url = Url.parse(text);
        if (url != null) {
            if (elsewhere.size() == MOST_ELSEWHERE) {
                elsewhere.clear();
            }
            elsewhere.put(text, url);
        }
        return url;
    }

    /** The cookies that would go to a URL: {@code a=1; b=2}; empty when none would. */
    public String cookies(String url, @Nullable CookieJar jar, long nowMillis) {
        Url target = resolved(url);
        if (jar == null || target == null) {
            return "";
        }
        byte[] file = target.file().getBytes(StandardCharsets.US_ASCII);
        ByteSink out = new ByteSink(128);
        jar.appendTo(out, target.origin(), file, 0, file.length, nowMillis);
        return new String(out.array(), 0, out.length(), StandardCharsets.ISO_8859_1);
    }

    /** Stores a cookie as if a response from the URL had set it; does nothing when it is none. */
    public void storeCookie(String url, String setCookie, CookieJar jar, long nowMillis) {
        Url target = resolved(url);
        if (target != null) {
            jar.store(setCookie, target.origin(), target.path(), nowMillis);
        }
    }

    private @Nullable Url resolved(String url) {
        return isAbsolute(url) ? absolute(url) : base.resolve(basePath + (url.startsWith("/") ? "" : "/") + url);
    }

    private static boolean breaksLine(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || c == '\r' || c == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7f || "()<>@,;:\\\"/[]?={}".indexOf(c) >= 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private @Nullable PreparedRequest refuse(String why) {
        problem = why;
        return null;
    }
}
