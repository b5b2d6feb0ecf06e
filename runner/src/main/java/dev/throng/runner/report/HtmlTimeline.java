package dev.throng.runner.report;

import dev.throng.runner.report.Result.Point;
import dev.throng.runner.stats.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The run over time: its shape, throughput, response times, lateness and what the generator had to do. */
final class HtmlTimeline {
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
        chart.write(page, seconds, end, result.phases());
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
