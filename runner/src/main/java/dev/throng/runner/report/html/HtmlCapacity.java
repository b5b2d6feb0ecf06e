package dev.throng.runner.report.html;

import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.capacity.Capacity;
import dev.throng.runner.verdict.capacity.Step;
import dev.throng.runner.verdict.capacity.Window;
import java.util.Comparator;
import java.util.Locale;

/** The curve that a search for the capacity found: each load that was tried, from the smallest up. */
final class HtmlCapacity {
    private HtmlCapacity() {}

    static void write(HtmlPage page, Capacity capacity) {
        page.open("section").element("h2", "Capacity");
        String sentence = capacity.sentence();
        page.element(
                "p", sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".", "class", "lead");
        page.open("div", "class", "scroller").open("table").open("thead").open("tr");
        page.raw("<th class=\"number\">" + (capacity.unit() == SearchPlan.Unit.USERS ? "Users" : "Arrivals/s") + "</th>"
                + "<th class=\"number\">Requests/s</th><th class=\"number\">p50</th><th class=\"number\">p95</th>"
                + "<th class=\"number\">p99</th><th class=\"number\">Failed</th><th></th>");
        page.close("tr").close("thead").open("tbody");
        capacity.steps().stream()
                .filter(step -> step.purpose() != Step.Purpose.RECOVERY)
                .sorted(Comparator.comparingDouble(step -> step.window().load()))
                .forEach(step -> row(page, step));
        page.close("tbody").close("table").close("div");
        page.close("section");
    }

    private static void row(HtmlPage page, Step step) {
        Window window = step.window();
        page.open("tr");
        page.number(window.load(), Figure.digits(window.load()), "strong")
                .number(window.throughput(), Figure.digits(window.throughput()))
                .number(window.p50(), Figure.millis(window.p50()))
                .number(window.p95(), Figure.millis(window.p95()))
                .number(window.p99(), Figure.millis(window.p99()))
                .number(window.failureRate(), Figure.share(window.failureRate()));
        String css = switch (step.verdict()) {
            case HELD -> "good";
            case BROKE -> "bad";
            case CLOSE, GENERATOR -> "quiet";
        };
        page.element("td", words(step), "class", "state " + css).close("tr");
    }

    private static String words(Step step) {
        return switch (step.verdict()) {
            case HELD -> "✓ held";
            case BROKE -> step.window().down() ? "✕ plainly too much" : "✕ broke";
            case CLOSE -> "too close to call";
            case GENERATOR -> "the generator was the bottleneck";
        };
    }
}
