package dev.throng.runner.http.url;

import dev.throng.runner.code.Certificates;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection goes: scheme, host and port. Two equal origins may share a connection.
 *
 * @param tls true for {@code https}
 * @param host lower case, an IPv6 address without its brackets
 * @param port 1 to 65535
 * @param certificates what of TLS is otherwise than the plan says
 * @param multiplexed whether it has to be spoken to in HTTP/2, whatever the plan says
 * @param at which of the host's addresses is meant; null when any will do
 */
public record Origin(
        boolean tls,
        String host,
        int port,
        Certificates certificates,
        boolean multiplexed,
        @Nullable InetAddress at) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public Origin(boolean tls, String host, int port) {
        this(tls, host, port, Certificates.OF_RUN, false, null);
    }

    /** The same, with other certificates. */
    public Origin with(Certificates others) {
        return others.equals(certificates) ? this : new Origin(tls, host, port, others, multiplexed, at);
    }

    /** The same, in HTTP/2. */
    public Origin inHttp2() {
        return new Origin(tls, host, port, certificates, true, at);
    }

    /** The same, at one of its addresses only. */
    public Origin at(InetAddress address) {
        return new Origin(tls, host, port, certificates, multiplexed, address);
    }

    /** The origin of an absolute {@code http} or {@code https} URI that has a host, as the plan's target has. */
    public static Origin of(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : defaultPort(tls);
        return new Origin(tls, bare(uri.getHost()), port);
    }

    static int defaultPort(boolean tls) {
        return tls ? HTTPS : HTTP;
    }

    /** The value of the Host header: the port is left out where the scheme implies it. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == defaultPort(tls) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }

    private static String bare(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return (bracketed ? host.substring(1, host.length() - 1) : host).toLowerCase(Locale.ROOT);
    }
}
