package dev.throng.runner.report.html;

import java.util.List;

/**
 * A drawing with its axes. The drawing has a coordinate system of {@link #WIDTH} by {@link #HEIGHT} and is stretched to the
 * room there is, on paper as on a phone; the axes' labels are text beside it and keep their size.
 */
final class HtmlPlot {
    static final int WIDTH = 1000;
    static final int HEIGHT = 200;

    private HtmlPlot() {}

    /** @param content trusted markup, drawn over the grid */
    static void write(HtmlPage page, String description, List<HtmlAxis.Mark> x, List<HtmlAxis.Mark> y, String content) {
        page.open("div", "class", "frame");
        labels(page, "y", "bottom", y);
        page.open(
                "svg",
                "class",
                "plot",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                description);
        page.open("path", "class", "grid", "d", grid(y)).close("path");
        page.raw(content).close("svg");
        labels(page, "x", "left", x);
        page.close("div");
    }

    private static void labels(HtmlPage page, String css, String side, List<HtmlAxis.Mark> marks) {
        page.open("div", "class", css, "aria-hidden", "true");
        for (HtmlAxis.Mark mark : marks) {
            String place = side + ":" + HtmlPage.plain(mark.at() * 100) + "%";
            page.element("span", mark.label(), "class", mark.at() > 0.97 ? "last" : "", "style", place);
        }
        page.close("div");
    }

    private static String grid(List<HtmlAxis.Mark> y) {
        StringBuilder path = new StringBuilder();
        y.forEach(mark -> path.append('M')
                .append(0)
                .append(' ')
                .append(y(mark.at()))
                .append('H')
                .append(WIDTH));
        return path.toString();
    }

    static String x(double share) {
        return HtmlPage.plain(Math.round(share * WIDTH * 10) / 10.0);
    }

    static String y(double share) {
        return HtmlPage.plain(Math.round((1 - share) * HEIGHT * 10) / 10.0);
    }

    /**
     * A line through points; where a value is NaN it is broken.
     *
     * @param x from 0 to 1
     * @param y from 0 to 1
     */
    static String line(double[] x, double[] y) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(y[i])) {
                drawing = false;
            } else {
                path.append(drawing ? 'L' : 'M').append(x(x[i])).append(' ').append(y(y[i]));
                drawing = true;
            }
        }
        return path.toString();
    }

    /** The room between a line and the axis; NaN counts as 0. */
    static String area(double[] x, double[] y) {
        if (x.length == 0) {
            return "";
        }
        StringBuilder path = new StringBuilder("M" + x(x[0]) + ' ' + HEIGHT);
        for (int i = 0; i < x.length; i++) {
            path.append('L').append(x(x[i])).append(' ').append(y(Double.isNaN(y[i]) ? 0 : y[i]));
        }
        return path.append('L')
                .append(x(x[x.length - 1]))
                .append(' ')
                .append(HEIGHT)
                .append('Z')
                .toString();
    }
}
