package dev.throng.runner.report.html;

import dev.throng.runner.report.Result;
import dev.throng.runner.stats.Figure;
import java.util.List;
import java.util.Map;

/** Whether to believe the figures: the generator's health, its workers, the books, and what it all ran on. */
final class HtmlGenerator {
    private static final int MOST_SPEC_CHARACTERS = 100_000;

    private HtmlGenerator() {}

    static void health(HtmlPage page, Result result) {
        boolean healthy = result.health().healthy();
        page.open("section").element("h2", "Generator");
        page.open("p", "class", "lead")
                .element("b", healthy ? "It kept up." : "It was the bottleneck.", "class", healthy ? "good" : "bad");
        page.text(
                healthy ? " The figures say something about the target." : " The figures say little about the target.");
        page.close("p");
        list(page, result.health().reasons(), "bad");
        list(page, result.health().warnings(), "");
        facts(page, result.health().figures());
        workers(page, result.workers());
        degraded(page, result.degraded());
        page.close("section");
    }

    private static void list(HtmlPage page, List<String> sentences, String css) {
        if (!sentences.isEmpty()) {
            page.open("ul", "class", css)
                    .elements("li", sentences.toArray(String[]::new))
                    .close("ul");
        }
    }

    private static void facts(HtmlPage page, Map<String, Double> figures) {
        page.open("dl", "class", "small");
        figures.forEach((name, value) -> {
            if (!Double.isNaN(value) && value >= 0) {
                String text = name.contains("lag") ? Figure.millis(value) : Figure.share(value);
                page.open("div")
                        .element("dt", name.equals("cpu") ? "CPU" : name)
                        .element("dd", text)
                        .close("div");
            }
        });
        page.close("dl");
    }

    private static void workers(HtmlPage page, List<Result.Worker> workers) {
        long all =
                Math.max(1, workers.stream().mapToLong(Result.Worker::requests).sum());
        page.element("h3", workers.size() == 1 ? "Worker" : workers.size() + " workers");
        page.open("div", "class", "scroller").open("table").open("thead").open("tr");
        page.elements("th", "Worker", "State");
        for (String head : List.of("Requests", "Share", "Users at most", "CPU, mean", "Memory at most")) {
            page.element("th", head, "class", "number");
        }
        page.close("tr").close("thead").open("tbody");
        for (Result.Worker worker : workers) {
            page.open("tr").element("th", worker.name()).element("td", worker.state());
            page.number(worker.requests(), Figure.count(worker.requests()));
            page.number(worker.requests(), Figure.share((double) worker.requests() / all));
            page.number(worker.maxUsers(), Figure.count(worker.maxUsers()));
            page.number(worker.cpuMean(), Figure.share(worker.cpuMean()));
            page.number(
                    worker.residentBytes(),
                    worker.residentBytes() < 0 ? "–" : Figure.bytes((double) worker.residentBytes()));
            page.close("tr");
        }
        page.close("tbody").close("table").close("div");
    }

    private static void degraded(HtmlPage page, List<Result.Degraded> intervals) {
        if (intervals.isEmpty()) {
            return;
        }
        page.element("h3", "Disturbed intervals").open("ul");
        for (Result.Degraded interval : intervals) {
            page.open("li").element("b", stopwatch(interval.fromSecond()) + " – " + stopwatch(interval.toSecond()));
            page.text(" " + interval.kind() + ": " + interval.message()).close("li");
        }
        page.close("ul");
    }

    private static String stopwatch(double second) {
        return HtmlAxis.stopwatch(Math.round(second));
    }

    /** The identity: what the server's own log must say. */
    static void books(HtmlPage page, Result result) {
        Result.Identity identity = result.identity();
        page.open("section").element("h2", "Every request once");
        page.element(
                "p",
                "If the target's access log is at hand: it has " + Figure.count(identity.serverLines())
                        + " lines of this run"
                        + (identity.uncertain() == 0
                                ? "."
                                : ", and up to " + Figure.count(identity.uncertain())
                                        + " more that nobody saw the end of."),
                "class",
                "lead");
        page.open("dl", "class", "small");
        term(page, "judged", identity.counted());
        term(page, "+ warm-up", identity.warmup() - result.doneOnce());
        if (result.doneOnce() > 0) {
            term(page, "+ setup and teardown", result.doneOnce());
        }
        term(page, "+ cut off at the end", identity.aborted());
        term(page, "+ redirects followed", identity.redirectHops());
        term(page, "+ sent again", identity.retries());
        term(page, "− of which it knows nothing", identity.neverSent());
        page.close("dl").close("section");
    }

    private static void term(HtmlPage page, String name, long value) {
        page.open("div").element("dt", name).element("dd", Figure.count(value)).close("div");
    }

    static void environment(HtmlPage page, Result result) {
        Result.Environment environment = result.environment();
        page.open("section").element("h2", "Environment").open("dl", "class", "small");
        fact(page, "Throng", result.throngVersion());
        fact(page, "Java", environment.java());
        fact(page, "System", environment.os());
        fact(page, "Host", environment.host());
        fact(page, "Processors", String.valueOf(environment.processors()));
        fact(page, "Heap at most", Figure.bytes((double) environment.maxHeapBytes()));
        fact(page, "Sockets", environment.poller());
        fact(page, "Seed", String.valueOf(result.seed()));
        fact(page, "Plan", result.planHash());
        page.close("dl");
        if (!result.spec().isBlank()) {
            page.open("details").element("summary", "The LoadTest");
            page.element(
                    "pre",
                    result.spec()
                            .substring(
                                    0,
                                    Math.min(MOST_SPEC_CHARACTERS, result.spec().length())));
            page.close("details");
        }
        page.close("section");
    }

    private static void fact(HtmlPage page, String name, String value) {
        if (!value.isEmpty()) {
            page.open("div").element("dt", name).element("dd", value).close("div");
        }
    }
}
