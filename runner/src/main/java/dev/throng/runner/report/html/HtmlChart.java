package dev.throng.runner.report.html;

import dev.throng.runner.report.Result;
import dev.throng.runner.verdict.saturation.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * Lines over the time of the run, with its stages and what happened to the target marked.
 *
 * @param unit beside the title
 * @param least the axis goes at least up to here
 * @param axis label of a value on the axis
 */
record HtmlChart(String title, String unit, double least, DoubleFunction<String> axis, List<Line> lines) {

    /**
     * @param column name of the values in the page's data, for reading them off
     * @param css class that says the colour
     */
    record Line(String label, String column, String css, double[] values, boolean area) {
        double largest() {
            return Arrays.stream(values)
                    .filter(value -> !Double.isNaN(value))
                    .max()
                    .orElse(0);
        }
    }

    /**
     * @param seconds of the points
     * @param end of the time axis
     */
    void write(HtmlPage page, double[] seconds, double end, List<Result.PhaseResult> phases, List<Mark> marks) {
        double top =
                HtmlAxis.top(lines.stream().mapToDouble(Line::largest).max().orElse(0), least);
        page.open("figure", "class", "chart", "data-columns", columns(), "data-end", HtmlPage.plain(end));
        caption(page);
        names(page, phases, end);
        HtmlPlot.write(
                page,
                title + " over time",
                HtmlAxis.times(end),
                HtmlAxis.values(top, axis),
                stages(phases, end) + marks(marks, end) + drawing(seconds, end, top));
        page.close("figure");
    }

    private String columns() {
        return lines.stream().map(Line::column).collect(Collectors.joining(" "));
    }

    private void caption(HtmlPage page) {
        page.open("figcaption").element("b", title).element("span", unit).open("div", "class", "legend");
        for (Line line : lines) {
            page.open("span", "class", line.css).raw("<i></i>").text(line.label).close("span");
        }
        page.close("div").close("figcaption");
    }

    private static void names(HtmlPage page, List<Result.PhaseResult> phases, double end) {
        if (phases.size() < 2) {
            return;
        }
        page.open("div", "class", "stages");
        for (Result.PhaseResult phase : phases) {
            double width = (Math.min(end, phase.toSeconds()) - phase.fromSeconds()) / end * 100;
            page.element("span", phase.name(), "title", phase.name(), "style", "width:" + HtmlPage.plain(width) + "%");
        }
        page.close("div");
    }

    private String drawing(double[] seconds, double end, double top) {
        double[] x = scaled(seconds, end);
        StringBuilder drawing = new StringBuilder();
        for (Line line : lines) {
            double[] y = scaled(line.values, top);
            if (line.area) {
                path(drawing, "area " + line.css, HtmlPlot.area(x, y));
            }
            path(drawing, "line " + line.css, HtmlPlot.line(x, y));
        }
        return drawing.toString();
    }

    private static String marks(List<Mark> marks, double end) {
        StringBuilder drawing = new StringBuilder();
        for (Mark mark : marks) {
            if (mark.second() >= 0 && mark.second() <= end) {
                String css = mark.severe() ? "mark severe" : "mark";
                path(drawing, css, "M" + HtmlPlot.x(mark.second() / end) + " 0V" + HtmlPlot.HEIGHT);
            }
        }
        return drawing.toString();
    }

    private static void path(StringBuilder drawing, String css, String path) {
        drawing.append("<path class=\"")
                .append(css)
                .append("\" d=\"")
                .append(path)
                .append("\"/>");
    }

    private static double[] scaled(double[] values, double whole) {
        return Arrays.stream(values).map(value -> value / whole).toArray();
    }

    /** The warm-up shaded, and a line where a stage begins. */
    private static String stages(List<Result.PhaseResult> phases, double end) {
        StringBuilder drawing = new StringBuilder();
        for (Result.PhaseResult phase : phases) {
            String from = HtmlPlot.x(phase.fromSeconds() / end);
            if (!phase.judged()) {
                double width = (Math.min(end, phase.toSeconds()) - phase.fromSeconds()) / end;
                drawing.append("<rect class=\"warmup\" x=\"" + from + "\" y=\"0\" width=\"" + HtmlPlot.x(width)
                        + "\" height=\"" + HtmlPlot.HEIGHT + "\"/>");
            }
            if (phase.fromSeconds() > 0) {
                path(drawing, "stage", "M" + from + " 0V" + HtmlPlot.HEIGHT);
            }
        }
        return drawing.toString();
    }
}
