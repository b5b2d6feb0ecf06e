package dev.throng.runner.web;

import com.sun.net.httpserver.HttpServer;
import dev.throng.runner.cluster.Run;
import dev.throng.runner.web.http.Dispatcher;
import dev.throng.runner.web.http.Route;
import dev.throng.runner.web.http.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The server of the live page, of the endpoints that Locust's tools use, and of {@code /metrics}. Listens from
 * {@link #start} to {@link #close}; a run that is over is shown until then. Safe for all threads.
 */
public final class LiveServer implements AutoCloseable {
    static {
        // Read once, when the server's classes are loaded: answers leave at once, and a client that does not finish its
        // request is dropped.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxReqTime", "30");
    }

    /** A page that is loaded again is gone for no longer. */
    private static final Duration RELOAD = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("web-", 0).factory());
    private final InstantSource clock;
    private final WebSettings settings;
    private final Optional<Supplier<Run>> another;
    private volatile Shown shown;

    private LiveServer(Run run, Optional<Supplier<Run>> another, WebSettings settings, InstantSource clock)
            throws IOException {
        this.another = another;
        this.settings = settings;
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        this.shown = Shown.of(run, another.isPresent(), settings.labels(), clock);
        Sessions sessions = new Sessions(settings.password(), clock, new SecureRandom());
        server.createContext("/", new Dispatcher(routes(sessions), sessions, isLoopback(settings.host())));
        server.setExecutor(threads);
    }

    /**
     * Starts to serve this run.
     *
     * @throws IOException when the port is taken or the address is not this machine's
     */
    public static LiveServer start(Run run, WebSettings settings) throws IOException {
        return start(run, Optional.empty(), settings);
    }

    /**
     * Starts to serve this run, and another one each time a user starts again after the end.
     *
     * @param another makes a fresh run of the same plan
     * @throws IOException when the port is taken or the address is not this machine's
     */
    public static LiveServer start(Run run, Optional<Supplier<Run>> another, WebSettings settings) throws IOException {
        LiveServer server = new LiveServer(run, another, settings, InstantSource.system());
        server.server.start();
        return server;
    }

    private List<Route> routes(Sessions sessions) {
        Controls controls = new Controls(() -> shown, this::showAnother, another.isPresent());
        List<Route> routes = new ArrayList<>(Assets.routes());
        Downloads downloads = new Downloads(() -> shown, clock);
        routes.addAll(new PageRoutes(() -> shown).routes());
        routes.addAll(downloads.routes());
        routes.addAll(new LocustRoutes(() -> shown, controls, downloads).routes());
        routes.addAll(new LoginRoutes(sessions).routes());
        return routes;
    }

    private void showAnother() {
        Shown before = shown;
        shown = Shown.of(another.orElseThrow().get(), true, settings.labels(), clock);
        before.close();
    }

    private static boolean isLoopback(String host) throws IOException {
        return InetAddress.getByName(host).isLoopbackAddress();
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Where a browser finds the page. */
    public String url() {
        InetSocketAddress address = server.getAddress();
        InetAddress host = address.getAddress();
        String name = host.isAnyLocalAddress() || host.isLoopbackAddress() ? "localhost" : host.getHostAddress();
        return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + address.getPort() + "/";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Waits, after the run's end, until Prometheus has the final values. Returns at once when nobody has scraped this run
     * yet and {@link WebSettings#scraped} does not say that somebody will.
     *
     * @param limit how long to wait at most
     * @param cut whether to wait no longer; asked a few times a second
     * @return whether the final values were taken
     */
    public boolean awaitLastScrape(Duration limit, BooleanSupplier cut) throws InterruptedException {
        return shown.over() && shown.scrapes().awaitLast(limit, settings.scraped(), cut);
    }

    /** Whether somebody has the page open. A page that was closed is noticed some seconds later. */
    public boolean isLookedAt() {
        return shown.feed().pages() > 0;
    }

    /**
     * Waits, after the run's end, as long as somebody has the page open: what is reloaded is there again.
     *
     * @param limit how long to wait at most
     * @param cut whether to wait no longer; asked a few times a second
     */
    public void awaitReaders(Duration limit, BooleanSupplier cut) throws InterruptedException {
        long now = System.nanoTime();
        long end = now + limit.toNanos();
        long lastSeen = now;
        while (now < end && now - lastSeen < RELOAD.toNanos() && !cut.getAsBoolean()) {
            Thread.sleep(LOOK);
            now = System.nanoTime();
            lastSeen = isLookedAt() ? now : lastSeen;
        }
    }

    @Override
    public void close() {
        shown.close();
        server.stop(1);
        threads.shutdownNow();
    }
}
