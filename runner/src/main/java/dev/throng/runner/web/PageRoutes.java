package dev.throng.runner.web;

import dev.throng.runner.web.http.Answer;
import dev.throng.runner.web.http.Request;
import dev.throng.runner.web.http.Route;
import dev.throng.runner.web.live.Feed;
import dev.throng.runner.web.live.Subscriber;
import dev.throng.runner.web.metrics.Scrapes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the page itself asks for, beside its files. */
final class PageRoutes {
    /** Prometheus sends it with every scrape, as those do that are made of it. */
    private static final String FROM_PROMETHEUS = "X-Prometheus-Scrape-Timeout-Seconds";

    private final Supplier<Shown> shown;

    PageRoutes(Supplier<Shown> shown) {
        this.shown = shown;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/events", request -> events()),
                Route.get("/metrics", this::metrics),
                Route.get("/healthz", request -> Answer.text(200, "ok\n")).forAll());
    }

    private Answer metrics(Request request) throws IOException, InterruptedException {
        Scrapes scrapes = shown.get().scrapes();
        boolean prometheus = request.header(FROM_PROMETHEUS).isPresent();
        Scrapes.Scrape scrape = scrapes.scrape(request.header("Accept").orElse(null), prometheus);
        return new Answer.Whole(200, Map.of("Content-Type", scrape.contentType()), scrape.body(), () -> {
            if (prometheus) {
                scrapes.taken(scrape);
            }
        });
    }

    private Answer events() {
        Feed feed = shown.get().feed();
        return Answer.stream("text/event-stream", out -> {
            Subscriber subscriber = new Subscriber();
            feed.subscribe(subscriber);
            try {
                subscriber.writeTo(out);
            } finally {
                feed.unsubscribe(subscriber);
            }
        });
    }
}
