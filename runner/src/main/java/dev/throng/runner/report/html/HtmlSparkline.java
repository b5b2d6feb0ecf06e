package dev.throng.runner.report.html;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A line the size of a word. */
final class HtmlSparkline {
    private static final int MOST = 60;
    private static final int WIDTH = 100;
    private static final int HEIGHT = 20;

    private HtmlSparkline() {}

    static void write(HtmlPage page, String css, List<double[]> points, ToDoubleFunction<double[]> value) {
        double[] values = thinned(points.stream().mapToDouble(value).toArray());
        double top =
                Arrays.stream(values).filter(one -> !Double.isNaN(one)).max().orElse(0);
        page.open("td", "class", "spark");
        if (top > 0 && values.length > 1) {
            page.raw("<svg viewBox=\"0 0 100 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path class=\"line "
                    + css + "\" d=\"" + path(values, top) + "\"/></svg>");
        }
        page.close("td");
    }

    /** At most so many values: the largest of each few, so that peaks stay. */
    private static double[] thinned(double[] values) {
        int width = (values.length + MOST - 1) / MOST;
        if (width <= 1) {
            return values;
        }
        double[] thinned = new double[(values.length + width - 1) / width];
        Arrays.fill(thinned, Double.NaN);
        for (int i = 0; i < values.length; i++) {
            double before = thinned[i / width];
            thinned[i / width] =
                    Double.isNaN(before) ? values[i] : Math.max(before, Double.isNaN(values[i]) ? before : values[i]);
        }
        return thinned;
    }

    private static String path(double[] values, double top) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                drawing = false;
            } else {
                long x = Math.round((double) WIDTH * i / (values.length - 1));
                long y = Math.round(1 + (HEIGHT - 2) * (1 - values[i] / top));
                path.append(drawing ? 'L' : 'M').append(x).append(' ').append(y);
                drawing = true;
            }
        }
        return path.toString();
    }
}
