package dev.throng.runner.report.console.summary;

import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.TextTable;
import dev.throng.runner.report.console.text.TextTable.Cell;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.capacity.Capacity;
import dev.throng.runner.verdict.capacity.Scalability;
import dev.throng.runner.verdict.capacity.Step;
import dev.throng.runner.verdict.capacity.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The curve that a search for the capacity found: each load that was tried, from the smallest up. */
final class CapacitySection {
    private final Capacity capacity;
    private final Page page;
    private final Ink ink;

    private CapacitySection(Capacity capacity, Page page) {
        this.capacity = capacity;
        this.page = page;
        this.ink = page.ink();
    }

    static void write(Result result, Page page) {
        result.findings().capacity().ifPresent(capacity -> new CapacitySection(capacity, page).section());
    }

    private void section() {
        page.title("Capacity");
        TextTable table = new TextTable(ink)
                .text("")
                .number(capacity.unit() == SearchPlan.Unit.USERS ? "users" : "arrivals", 0)
                .number("req/s", 0)
                .number("p50", 2)
                .number("p95", 0)
                .number("p99", 2)
                .number("failed", 0)
                .flexible("");
        capacity.steps().stream()
                .filter(step -> step.purpose() != Step.Purpose.RECOVERY)
                .sorted(Comparator.comparingDouble(step -> step.window().load()))
                .forEach(step -> table.row(cells(step)));
        page.add(table.lines(page.width(), true));
        page.line(ink.dim(page.text(law())));
        capacity.generatorHadMore()
                .ifPresent(more -> page.line(ink.dim(page.text(
                        more
                                ? "The generator could have given more: its busiest loop was busy for "
                                        + Figure.share(capacity.generatorBusiest()) + " of the time."
                                : "The generator had little left."))));
        page.blank();
    }

    private List<Cell> cells(Step step) {
        Window window = step.window();
        return List.of(
                mark(step),
                Cell.of(Figure.digits(window.load())),
                Cell.of(Figure.digits(window.throughput())),
                Cell.of(page.text(Figure.millis(window.p50()))),
                Cell.of(page.text(Figure.millis(window.p95()))),
                Cell.of(page.text(Figure.millis(window.p99()))),
                Cell.of(page.text(Figure.share(window.failureRate()))),
                new Cell(words(step), ink::dim));
    }

    private Cell mark(Step step) {
        return new Cell(
                switch (step.verdict()) {
                    case HELD -> ink.tick();
                    case BROKE -> ink.cross();
                    case CLOSE, GENERATOR -> " ";
                },
                UnaryOperator.identity());
    }

    private static String words(Step step) {
        return switch (step.verdict()) {
            case HELD -> "held";
            case BROKE -> step.window().down() ? "plainly too much" : "broke";
            case CLOSE -> "too close to call";
            case GENERATOR -> "the generator was the bottleneck";
        };
    }

    private String law() {
        return capacity.law().map(this::law).orElse("No scalability law fits these loads.");
    }

    private String law(Scalability law) {
        String knee = Double.isNaN(capacity.kneeLoad())
                ? "no knee in reach"
                : "knee at " + Figure.digits(capacity.kneeLoad());
        return String.format(
                Locale.ROOT,
                "Scalability law: %s, contention %.3f, coherency %.5f, off by %.1f %%.",
                knee,
                law.sigma(),
                law.kappa(),
                law.error() * 100);
    }
}
