package dev.throng.runner.report.html;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.Point;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.saturation.Observed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The run over time: its shape, throughput, response times, lateness and what the generator had to do. */
final class HtmlTimeline {
    private static final List<String> COLOURS = List.of("s-rate", "s-fail", "s-users", "s-intended");
    private static final double FAR = 5;

    private final Result result;
    private final double[] seconds;
    private final double end;
    private final Map<String, double[]> columns = new LinkedHashMap<>();

    HtmlTimeline(Result result) {
        this.result = result;
        this.seconds = column("second", Point::second);
        this.end = Math.max(
                result.durationSeconds(), DoubleStream.of(seconds).max().orElse(1));
    }

    private double[] column(String name, ToDoubleFunction<Point> value) {
        double[] values = result.series().stream().mapToDouble(value).toArray();
        columns.put(name, values);
        return values;
    }

    private HtmlChart.Line line(String label, String column, String css, boolean area, ToDoubleFunction<Point> value) {
        return new HtmlChart.Line(label, column, css, column(column, value), area);
    }

    private void write(HtmlPage page, HtmlChart chart) {
        chart.write(page, seconds, end, result.phases(), result.findings().marks());
    }

    /** Users as they were and as they were meant to be. */
    void shape(HtmlPage page) {
        write(
                page,
                new HtmlChart(
                        "Users",
                        "there, and as intended",
                        1,
                        HtmlTimeline::plain,
                        List.of(
                                line("users", "users", "s-users", true, Point::users),
                                line("intended", "intendedUsers", "s-intended", false, Point::intendedUsers))));
    }

    void charts(HtmlPage page) {
        page.open("div", "class", "charts");
        write(page, throughput());
        write(page, responseTimes());
        if (any(Point::late) || any(Point::dropped)) {
            write(page, lateness());
        }
        if (any(point -> Math.max(point.cpu(), point.loopBusy()))) {
            write(page, generator());
        }
        page.close("div");
    }

    /** What happened to the target: the charts have a line for each. */
    void marks(HtmlPage page) {
        if (result.findings().marks().isEmpty()) {
            return;
        }
        page.element("h3", "What happened to the target").open("ul", "class", "marks");
        result.findings()
                .marks()
                .forEach(mark -> page.element("li", mark.sentence(), "class", mark.severe() ? "bad" : "quiet"));
        page.close("ul");
    }

    /** The target's own numbers on the same axis: shares of a limit together, others each for themselves. */
    void observed(HtmlPage page) {
        List<Observed> known =
                result.findings().observed().stream().filter(Observed::known).toList();
        if (known.isEmpty()) {
            return;
        }
        page.open("div", "class", "charts");
        List<HtmlChart.Line> shares = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Observed series = known.get(i);
            String css = COLOURS.get(series.share() ? shares.size() % COLOURS.size() : 0);
            HtmlChart.Line line =
                    new HtmlChart.Line(series.name(), "observed" + i, css, aligned("observed" + i, series), false);
            if (series.share()) {
                shares.add(line);
            } else {
                String limit = Double.isNaN(series.limit()) ? "" : "limit " + Figure.digits(series.limit());
                write(page, new HtmlChart(series.name(), limit, 1, HtmlTimeline::plain, List.of(line)));
            }
        }
        if (!shares.isEmpty()) {
            write(page, new HtmlChart("Target", "of its limits", 1, Figure::share, shares));
        }
        page.close("div");
        result.findings()
                .saturation()
                .order()
                .forEach(reached -> page.element(
                        "p", reached.words() + " after " + Figure.seconds(Math.round(reached.second())) + "."));
    }

    /** What was observed next to each point of the run; NaN where that was long ago. */
    private double[] aligned(String column, Observed series) {
        double[] values = new double[seconds.length];
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            while (at + 1 < series.seconds().size() && series.seconds().get(at + 1) <= seconds[i] + 0.5) {
                at++;
            }
            double distance = Math.abs(series.seconds().get(at) - seconds[i]);
            values[i] = distance <= Math.max(FAR, end / seconds.length)
                    ? series.values().get(at)
                    : Double.NaN;
        }
        columns.put(column, values);
        return values;
    }

    private boolean any(ToDoubleFunction<Point> value) {
        return result.series().stream().mapToDouble(value).anyMatch(amount -> amount > 0);
    }

    private HtmlChart throughput() {
        List<HtmlChart.Line> lines = new ArrayList<>();
        lines.add(line("requests", "rps", "s-rate", true, Point::rps));
        lines.add(line("failures", "failures", "s-fail", true, Point::failuresPerSecond));
        if (any(Point::intendedRate)) {
            lines.add(line("intended arrivals", "intendedRate", "s-intended", false, Point::intendedRate));
        }
        return new HtmlChart("Throughput", "per second", 1, HtmlTimeline::plain, lines);
    }

    private HtmlChart responseTimes() {
        return new HtmlChart(
                "Response time",
                "from the intended start",
                1,
                HtmlTimeline::millis,
                List.of(
                        line("median", "p50", "s-p50", false, Point::p50),
                        line("p95", "p95", "s-p95", false, Point::p95),
                        line("p99", "p99", "s-p99", false, Point::p99)));
    }

    private HtmlChart lateness() {
        return new HtmlChart(
                "Late and dropped starts",
                "in each interval",
                1,
                HtmlTimeline::plain,
                List.of(
                        line("late", "late", "s-late", true, Point::late),
                        line("dropped", "dropped", "s-dropped", true, Point::dropped)));
    }

    private HtmlChart generator() {
        return new HtmlChart(
                "Generator",
                "share of time",
                1,
                share -> HtmlPage.plain(share * 100) + " %",
                List.of(
                        line("CPU", "cpu", "s-cpu", true, point -> known(point.cpu())),
                        line("busiest loop", "loop", "s-intended", false, point -> known(point.loopBusy()))));
    }

    private static double known(double share) {
        return share < 0 ? Double.NaN : share;
    }

    private static String plain(double value) {
        return value < 1000 ? HtmlPage.plain(value) : Figure.digits(value);
    }

    /** On an axis, where round values have no need of decimals. */
    static String millis(double millis) {
        return millis < 1000 ? HtmlPage.plain(millis) + " ms" : HtmlPage.plain(millis / 1000) + " s";
    }

    /** What the charts show, for reading values off. */
    void data(HtmlPage page) {
        String json = columns.entrySet().stream()
                .map(column -> "\"" + column.getKey() + "\":" + array(column.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        page.open("script", "type", "application/json", "id", "series")
                .raw(json)
                .close("script");
    }

    private static String array(double[] values) {
        return DoubleStream.of(values)
                .mapToObj(value -> Double.isNaN(value) ? "null" : HtmlPage.plain(value))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
