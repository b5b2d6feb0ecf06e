package dev.throng.runner.http.request;

import dev.throng.runner.http.cookie.CookieJar;
import dev.throng.runner.http.url.Line;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.http.url.Redirects;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Unwritable;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes requests. One per loop, confined to it; owns the scratch space that dynamic bodies need. */
public final class RequestEncoder {
    private static final byte[] COOKIE = "Cookie: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_BREAK = {'\r', '\n'};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int LONGEST_SOURCE = 80;
    private static final Origin NOWHERE = new Origin(false, "", 0);

    private final LongSupplier wallMillis;
    private final ByteSink scratch = new ByteSink(4096);
    private Origin origin = NOWHERE;
    private @Nullable CookieJar jar;
    private int start;
    private String problem = "";

    /** @param wallMillis wall clock, epoch, for the expiry of cookies */
    public RequestEncoder(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    /**
     * Appends the whole request, head and body. Templates are evaluated in a fixed order: path, headers, body.
     *
     * <p>The bytes are what retries, {@linkplain #encodeHop redirects} and the log of failures need: templates draw
     * random values, so a second evaluation would be another request. Keep them until the response is judged.
     *
     * @param cookies null for a user without cookies
     * @return false when the request cannot be formed; see {@link #problem}; what was appended is taken back
     */
    public boolean encode(PreparedRequest request, Scope scope, @Nullable CookieJar cookies, ByteSink out) {
        start = out.length();
        jar = cookies;
        origin = request.origin();
        boolean written = request.write(this, scope, out);
        if (!written) {
            out.truncate(start);
        }
        return written;
    }

    /** Where the request that was encoded last goes. */
    public Origin origin() {
        return origin;
    }

    /** Why the last {@link #encode} gave false, in words for the failure table. */
    public String problem() {
        return problem;
    }

    /**
     * Appends the request that follows a redirect, made from the bytes of the one before: the same fields, but without
     * the body and what describes it when the method changed, and without Authorization and the step's own cookies when
     * it goes to another origin. Cookies are chosen anew.
     *
     * @param previous the whole request as encoded before, alone in its sink
     */
    public void encodeHop(
            PreparedRequest request, ByteSink previous, Redirects.Hop hop, @Nullable CookieJar cookies, ByteSink out) {
        start = out.length();
        jar = cookies;
        origin = hop.url().origin();
        out.append(hop.method());
        out.append((byte) ' ');
        out.append(hop.url().file());
        out.append(" HTTP/1.1\r\n");
        if (hop.crossesOrigin()) {
            out.append("Host: ");
            out.append(origin.authority());
            out.append(LINE_BREAK);
        }
        int bodyFrom = copyFields(request, previous, hop, out);
        if (!request.hasOwnCookie() || hop.crossesOrigin()) {
            cookies(out);
        }
        out.append(LINE_BREAK);
        if (hop.keepsBody()) {
            out.append(previous.array(), bodyFrom, previous.length() - bodyFrom);
        }
    }

    /** Copies the fields that stay; gives the index where the body begins. */
    private static int copyFields(PreparedRequest request, ByteSink previous, Redirects.Hop hop, ByteSink out) {
        byte[] bytes = previous.array();
        int at = afterLine(bytes, 0, previous.length());
        while (bytes[at] != '\r') {
            int next = afterLine(bytes, at, previous.length());
            if (stays(request, hop, bytes, at)) {
                out.append(bytes, at, next - at);
            }
            at = next;
        }
        return at + LINE_BREAK.length;
    }

    private static boolean stays(PreparedRequest request, Redirects.Hop hop, byte[] bytes, int at) {
        int colon = Line.tokenEnd(bytes, at, bytes.length);
        if (Line.same(bytes, at, colon, "cookie")) {
            return request.hasOwnCookie() && !hop.crossesOrigin();
        }
        if (Line.same(bytes, at, colon, "host") || Line.same(bytes, at, colon, "authorization")) {
            return !hop.crossesOrigin();
        }
        return hop.keepsBody() || !Line.same(bytes, at, Math.min(colon, at + 8), "content-");
    }

    private static int afterLine(byte[] bytes, int from, int to) {
        return Line.end(bytes, from, to) + 1;
    }

    /** The URL of an encoded request, alone in its sink. */
    public static Url url(Origin origin, ByteSink encoded) {
        int from = space(encoded.array(), 0) + 1;
        int to = space(encoded.array(), from);
        return new Url(origin, new String(encoded.array(), from, to - from, StandardCharsets.US_ASCII), null);
    }

    private static int space(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != ' ') {
            at++;
        }
        return at;
    }

    // What parts write with the encoder's state

    public void cookies(ByteSink out) {
        CookieJar cookies = jar;
        if (cookies == null || cookies.isEmpty()) {
            return;
        }
        int before = out.length();
        int from = space(out.array(), start) + 1;
        int to = space(out.array(), from);
        out.append(COOKIE);
        if (cookies.appendTo(out, origin, out.array(), from, to, wallMillis.getAsLong())) {
            out.append(LINE_BREAK);
        } else {
            out.truncate(before);
        }
    }

    public boolean content(Template template, Scope scope, ByteSink out) {
        scratch.truncate(0);
        try {
            if (!template.appendTo(scope, scratch)) {
                return unset("body", template);
            }
        } catch (Unwritable wrong) {
            return refuse("body: " + wrong.getMessage());
        }
        out.append(CONTENT_LENGTH);
        out.append(scratch.length());
        out.append(HEAD_END);
        out.append(scratch.array(), 0, scratch.length());
        return true;
    }

    public boolean anywhere(Part.Anywhere part, Scope scope, ByteSink out) {
        out.append(part.method());
        out.append((byte) ' ');
        int from = out.length();
        if (!part.template().appendTo(scope, out)) {
            return unset("path", part.template());
        }
        if (Part.Anywhere.isAbsolute(out, from)) {
            Url url = Url.parse(new String(out.array(), from, out.length() - from, StandardCharsets.UTF_8));
            if (url == null) {
                return refuse("not a URL: " + shortened(part.template()));
            }
            origin = url.origin();
            out.truncate(from);
            out.append(url.file());
        } else {
            Part.Path.normalize(out, from);
        }
        out.append(" HTTP/1.1\r\n");
        hostAndAuthorization(part, out);
        return true;
    }

    private void hostAndAuthorization(Part.Anywhere part, ByteSink out) {
        if (!part.hostFollows()) {
            out.append("Host: ");
            out.append(origin.authority());
            out.append(LINE_BREAK);
        }
        if (origin.equals(part.target())) {
            out.append(part.authorization());
        }
    }

    public boolean unset(String where, Template template) {
        return refuse(where + ": a variable is not set in " + shortened(template));
    }

    public boolean refuse(String why) {
        problem = why;
        return false;
    }

    private static String shortened(Template template) {
        String source = template.source();
        return source.length() <= LONGEST_SOURCE ? source : source.substring(0, LONGEST_SOURCE) + "…";
    }
}
