package dev.throng.runner.engine.connection;

import dev.throng.runner.http.url.Origin;
import dev.throng.runner.plan.http.Wires;
import dev.throng.runner.script.ByteSink;

/** The proxy that requests go by: those without TLS are spoken to it, for those with TLS it opens a way. Immutable. */
public final class Proxied {
    private final Wires.Proxy proxy;
    private final String fields;
    private final boolean http2;

    public Proxied(Wires.Proxy proxy, boolean http2) {
        this.proxy = proxy;
        this.http2 = http2;
        fields = proxy.authorization()
                .map(value -> "Proxy-Authorization: " + value + "\r\n")
                .orElse("");
    }

    /** Whether requests to this origin go by it. */
    public boolean isFor(Origin origin) {
        return proxy.isFor(origin.host());
    }

    /** Whether it is the one who reads the requests to this origin, for which it opens no way. */
    public boolean speaksFor(Origin origin) {
        return isFor(origin) && !opensWay(origin);
    }

    /** Whether it is asked for a way: to TLS, and to what speaks HTTP/2 from the first byte on. */
    public boolean opensWay(Origin origin) {
        return origin.tls() || origin.multiplexed() || http2;
    }

    public String host() {
        return proxy.host();
    }

    public int port() {
        return proxy.port();
    }

    /** Appends a request as it is said to a proxy: with the whole URL (RFC 9112 §3.2.2). */
    public void write(ByteSink request, Origin to, ByteSink out) {
        byte[] bytes = request.array();
        int path = 0;
        while (bytes[path] != ' ') {
            path++;
        }
        path++;
        int line = path;
        while (bytes[line] != '\n') {
            line++;
        }
        line++;
        out.append(bytes, 0, path);
        out.append(to.toString());
        out.append(bytes, path, line - path);
        out.append(fields);
        out.append(bytes, line, request.length() - line);
    }

    /** What asks for a way to an origin (RFC 9110 §9.3.6). */
    public String connect(Origin to) {
        String authority = (to.host().indexOf(':') >= 0 ? "[" + to.host() + "]" : to.host()) + ":" + to.port();
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + fields + "\r\n";
    }
}
