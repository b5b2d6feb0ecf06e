package dev.throng.runner.report.html;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.Timing;
import dev.throng.runner.stats.histogram.Heat;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** How the response times are distributed: the curve up to 99.99 %, and where they were when. */
final class HtmlDistribution {
    private static final double[] PERCENTS = {0, 50, 90, 95, 99, 99.9, 99.99};
    private static final int STEPS_PER_NINE = 24;
    private static final int MOST_NINES = 4;
    private static final int MOST_COLUMNS = 160;
    private static final int LEVELS = 8;

    private HtmlDistribution() {}

    // The curve

    static void curve(HtmlPage page, Result.NameResult total) {
        double top = HtmlAxis.top(percentile(total.response(), 99.99), 1);
        List<HtmlAxis.Mark> marks = new ArrayList<>();
        for (double percent : PERCENTS) {
            marks.add(new HtmlAxis.Mark(position(percent), percent == 0 ? "0 %" : HtmlPage.plain(percent) + " %"));
        }
        page.open("figure", "class", "chart").open("figcaption");
        page.element("b", "Percentiles").element("span", "up to 99.99 %").open("div", "class", "legend");
        for (String[] line : LINES) {
            page.open("span", "class", line[1]).raw("<i></i>").text(line[0]).close("span");
        }
        page.close("div").close("figcaption");
        HtmlPlot.write(
                page,
                "Response time at each percentile",
                marks,
                HtmlAxis.values(top, HtmlTimeline::millis),
                path(total.firstByte(), top, LINES[2][1])
                        + path(total.service(), top, LINES[1][1])
                        + path(total.response(), top, LINES[0][1]));
        page.close("figure");
    }

    private static final String[][] LINES = {
        {"response", "s-p99"}, {"service", "s-p95"}, {"first byte", "s-p50"},
    };

    private static double percentile(Timing timing, double percent) {
        double value = LatencyHistogram.of(timing.histogram()).percentileMillis(percent);
        return Double.isNaN(value) ? 0 : value;
    }

    /** Each further nine takes the same room. */
    private static double position(double percent) {
        return -Math.log10(1 - Math.min(percent, 99.99) / 100) / MOST_NINES;
    }

    /** Ends where a percentile would be a guess: fewer than one sample lies beyond it. */
    private static String path(Timing timing, double top, String css) {
        if (timing.count() == 0) {
            return "";
        }
        LatencyHistogram histogram = LatencyHistogram.of(timing.histogram());
        double nines = Math.min(MOST_NINES, Math.log10(Math.max(10.0, (double) timing.count())));
        int steps = (int) (nines * STEPS_PER_NINE);
        double[] x = new double[steps + 1];
        double[] y = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            double percent = 100 * (1 - Math.pow(10, -(double) i / STEPS_PER_NINE));
            x[i] = (double) i / STEPS_PER_NINE / MOST_NINES;
            y[i] = Math.min(1, histogram.percentileMillis(Math.max(percent, 1e-6)) / top);
        }
        return "<path class=\"line " + css + "\" d=\"" + HtmlPlot.line(x, y) + "\"/>";
    }

    // The map

    static void heat(HtmlPage page, Result result) {
        List<TreeMap<Integer, Long>> columns = columns(result.series());
        int[] bands = columns.stream()
                .flatMap(column -> column.keySet().stream())
                .mapToInt(Integer::intValue)
                .toArray();
        if (bands.length == 0) {
            return;
        }
        int low = Arrays.stream(bands).min().orElse(0);
        int high = Arrays.stream(bands).max().orElse(0) + 1;
        page.open("figure", "class", "chart").open("figcaption");
        page.element("b", "Response times over time").element("span", "darker is more requests; logarithmic");
        page.close("figcaption");
        HtmlPlot.write(
                page,
                "How many requests took how long, over time",
                HtmlAxis.times(result.durationSeconds()),
                decades(low, high),
                cells(columns, low, high));
        page.close("figure");
    }

    private static List<TreeMap<Integer, Long>> columns(List<Result.Point> series) {
        int width = (series.size() + MOST_COLUMNS - 1) / MOST_COLUMNS;
        List<TreeMap<Integer, Long>> columns = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (i % width == 0) {
                columns.add(new TreeMap<>());
            }
            for (long[] cell : series.get(i).heat()) {
                columns.getLast().merge((int) cell[0], cell[1], Long::sum);
            }
        }
        return columns;
    }

    private static List<HtmlAxis.Mark> decades(int low, int high) {
        List<HtmlAxis.Mark> marks = new ArrayList<>();
        for (int band = low; band <= high; band++) {
            if (band % 10 == 0) {
                marks.add(new HtmlAxis.Mark(
                        (double) (band - low) / (high - low), HtmlTimeline.millis(Heat.millis(band))));
            }
        }
        return marks;
    }

    /** One path for each level of the scale, which goes with the square root: the tail stays visible. */
    private static String cells(List<TreeMap<Integer, Long>> columns, int low, int high) {
        long most = columns.stream()
                .flatMap(column -> column.values().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        StringBuilder[] levels = new StringBuilder[LEVELS];
        Arrays.setAll(levels, level -> new StringBuilder());
        String width = HtmlPlot.x(1.0 / columns.size());
        String height = HtmlPage.plain(Math.round(10.0 * HtmlPlot.HEIGHT / (high - low)) / 10.0);
        for (int i = 0; i < columns.size(); i++) {
            String x = HtmlPlot.x((double) i / columns.size());
            columns.get(i)
                    .forEach((band, count) -> levels[level((double) count / most)].append(
                            'M' + x + ' ' + HtmlPlot.y((band + 1.0 - low) / (high - low)) + 'h' + width + 'v' + height
                                    + "h-" + width + 'z'));
        }
        StringBuilder drawing = new StringBuilder();
        for (int level = 0; level < LEVELS; level++) {
            drawing.append("<path class=\"heat-" + (level + 1) + "\" d=\"" + levels[level] + "\"/>");
        }
        return drawing.toString();
    }

    private static int level(double share) {
        return Math.min(LEVELS - 1, (int) (Math.sqrt(share) * LEVELS));
    }
}
