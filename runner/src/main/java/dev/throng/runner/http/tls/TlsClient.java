package dev.throng.runner.http.tls;

import dev.throng.runner.code.Certificates;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.script.ByteSink;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes TLS sessions for a plan's connections: TLS 1.3 and 1.2, server name indication, ALPN for the plan's version of HTTP. Holds the
 * trust and the cache of resumable sessions. Safe for all threads; one per worker.
 *
 * <p>A virtual user resumes its own sessions when it connects again, and nobody else's: each user is a client of its
 * own, whose first handshake is a full one, as the server will see it in earnest.
 */
public final class TlsClient {
    /** What is asked for, in the order of preference. */
    private static String[] alpn(HttpVersion version) {
        return switch (version) {
            case AUTO -> new String[] {HTTP_2, "http/1.1"};
            case V1_1 -> new String[] {"http/1.1"};
            case V2 -> new String[] {HTTP_2};
        };
    }

    public static final String HTTP_2 = "h2";

    /** The least recently used go when there are more. */
    private static final int MOST_SESSIONS = 100_000;

    private static final int MOST_CONTEXTS = 20_000;

    private static final int NOBODY = -1;

    private final Supplier<X509ExtendedTrustManager> trust;
    private final boolean verifies;
    private final Optional<String> serverName;
    private final HttpVersion version;
    private final Optional<Identity> identity;
    private final int sessions;
    private final boolean resumes;
    private final AtomicInteger strangers = new AtomicInteger();
    private volatile @Nullable SSLContext context;
    /** Of users who have certificates of their own. */
    private final TlsContexts others = new TlsContexts(MOST_CONTEXTS);

    private TlsClient(Supplier<X509ExtendedTrustManager> trust, boolean verifies, HttpSettings settings) {
        this.trust = trust;
        this.verifies = verifies;
        serverName = settings.serverName();
        version = settings.version();
        resumes = settings.wires().resumes();
        identity = settings.wires().identity().map(Identity::ofPem);
        sessions = resumes ? MOST_SESSIONS : 1;
    }

    /**
     * Cheap, as most runs need none of it: the rest is done by {@link #warmUp}, or for the first session.
     *
     * @throws IllegalArgumentException when {@code caPem} holds no certificate, or the run's own one no key; its message says so
     */
    public static TlsClient of(HttpSettings settings) {
        if (settings.insecureSkipVerify()) {
            return new TlsClient(Trust::inAll, false, settings);
        }
        Optional<X509ExtendedTrustManager> own = settings.caPem().map(Trust::ofPem);
        return new TlsClient(new Trusted(own), true, settings);
    }

    /**
     * Loads the authorities and whatever else the first handshake would wait for, a quarter of a second or so; for runs
     * whose target wants TLS, before their clock starts.
     */
    public void warmUp() {
        SinkPool sinks = new SinkPool();
        TlsSession session = session(new Origin(true, "localhost", 443), NOBODY, new TlsBuffers(0, sinks));
        ByteSink out = sinks.take();
        session.begin(out);
        session.runTasks();
        int unused = session.proceed(out);
        session.release();
    }

    /** Why connections can't be made with these certificates, for people; null when they can. */
    public @Nullable String problem(Certificates wanted) {
        try {
            return context(wanted).getProtocol().isEmpty() ? "no protocol" : null;
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
    }

    /** Authorities, those of the system when there are no others; they are loaded once. */
    private static final class Trusted implements Supplier<X509ExtendedTrustManager> {
        private volatile @Nullable X509ExtendedTrustManager known;

        Trusted(Optional<X509ExtendedTrustManager> own) {
            known = own.orElse(null);
        }

        @Override
        public X509ExtendedTrustManager get() {
            X509ExtendedTrustManager trusted = known;
            return trusted == null ? load() : trusted;
        }

        private synchronized X509ExtendedTrustManager load() {
            X509ExtendedTrustManager trusted = known;
            if (trusted == null) {
                trusted = Trust.ofSystem();
                known = trusted;
            }
            return trusted;
        }
    }

    /** What connections are to speak. */
    public HttpVersion version() {
        return version;
    }

    private SSLContext context() {
        SSLContext made = context;
        return made == null ? make() : made;
    }

    private synchronized SSLContext make() {
        SSLContext made = context;
        if (made == null) {
            made = context(trust.get(), identity.orElse(null), sessions);
            context = made;
        }
        return made;
    }

    private SSLContext context(Certificates wanted) {
        return wanted.equals(Certificates.OF_RUN)
                ? context()
                : others.get(wanted, unknown -> context(unknown, trust, sessions));
    }

    /**
     * What connections need that want other certificates than a run, whoever makes them.
     *
     * @throws IllegalArgumentException when a text holds no certificate, or no key; its message says so
     */
    public static SSLContext contextOf(Certificates wanted) {
        return context(wanted, Trust::ofSystem, MOST_SESSIONS);
    }

    private static SSLContext context(Certificates wanted, Supplier<X509ExtendedTrustManager> ofRun, int sessions) {
        Identity own = wanted.own().isEmpty() ? null : Identity.ofPem(wanted.own());
        if (!wanted.verifies()) {
            return context(Trust.inAll(), own, sessions);
        }
        return context(wanted.authorities().isEmpty() ? ofRun.get() : Trust.ofPem(wanted.authorities()), own, sessions);
    }

    private static SSLContext context(X509ExtendedTrustManager trust, @Nullable Identity own, int sessions) {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(own == null ? null : new KeyManager[] {own}, new TrustManager[] {trust}, null);
            made.getClientSessionContext().setSessionCacheSize(sessions);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no TLS", e);
        }
    }

    /**
     * A session for a new connection.
     *
     * @param user number of the virtual user who connects
     * @param buffers of the loop that will drive the session
     */
    public TlsSession session(Origin origin, int user, TlsBuffers buffers) {
        return session(origin, user, buffers, version);
    }

    /** @param spoken what the connection is to speak, where that is not what the plan says */
    public TlsSession session(Origin origin, int user, TlsBuffers buffers, HttpVersion spoken) {
        String name = serverName.orElse(origin.host());
        // The JDK finds a session to resume by host and port, and looks at the port for nothing else: this is how
        // a session stays with its user. Another port of the same host is another server as well.
        int key = resumes ? 31 * origin.port() + user : strangers.incrementAndGet();
        SSLEngine engine = context(origin.certificates()).createSSLEngine(name, key);
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters(
                engine.getSSLParameters(),
                name,
                verifies(origin.certificates()),
                alpn(origin.multiplexed() ? HttpVersion.V2 : spoken)));
        return new TlsSession(engine, buffers, System.currentTimeMillis());
    }

    /** Authorities of a request's own are there to be asked, whatever the run says. */
    private boolean verifies(Certificates wanted) {
        return wanted.verifies() && (verifies || !wanted.authorities().isEmpty());
    }

    private static SSLParameters parameters(
            SSLParameters parameters, String name, boolean verifies, String[] protocols) {
        parameters.setApplicationProtocols(protocols);
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (verifies) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (mayBeIndicated(name)) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        return parameters;
    }

    /** RFC 6066 §3: names, no addresses. What is no host name by the book is not indicated, as curl does it. */
    private static boolean mayBeIndicated(String name) {
        boolean address = name.indexOf(':') >= 0 || Character.isDigit(name.charAt(name.length() - 1));
        return !address && name.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    }
}
