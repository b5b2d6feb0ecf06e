package dev.throng.runner.web;

import com.sun.net.httpserver.HttpServer;
import dev.throng.runner.web.http.Answer;
import dev.throng.runner.web.http.Dispatcher;
import dev.throng.runner.web.http.Request;
import dev.throng.runner.web.http.Route;
import dev.throng.runner.web.http.Sessions;
import dev.throng.runner.web.metrics.Scrapes;
import dev.throng.runner.web.metrics.WorkerMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A worker's {@code /metrics}, and nothing else. Safe for all threads. */
public final class WorkerServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("metrics-", 0).factory());

    private WorkerServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Serves until {@link #close}.
     *
     * @param port 0 for any free one
     * @throws IOException when the port is taken or the address is not this machine's
     */
    public static WorkerServer start(WorkerMetrics metrics, String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        WorkerServer started = new WorkerServer(HttpServer.create(address, 0));
        List<Route> routes = List.of(
                Route.get("/metrics", request -> metrics(metrics, request)).forAll(),
                Route.get("/healthz", request -> Answer.text(200, "ok\n")).forAll());
        Sessions nobody = new Sessions(Optional.empty(), InstantSource.system(), new SecureRandom());
        boolean loopback = InetAddress.getByName(host).isLoopbackAddress();
        started.server.createContext("/", new Dispatcher(routes, nobody, loopback));
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    private static Answer metrics(WorkerMetrics metrics, Request request) throws IOException {
        Scrapes.Scrape scrape = metrics.scrape(request.header("Accept").orElse(null));
        return new Answer.Whole(200, Map.of("Content-Type", scrape.contentType()), scrape.body());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
