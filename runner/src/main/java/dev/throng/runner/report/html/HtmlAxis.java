package dev.throng.runner.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Where an axis has its marks and what they say. */
final class HtmlAxis {
    private static final int Y_MARKS = 4;
    private static final int X_MARKS = 9;
    private static final double[] TIMES = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400
    };

    private HtmlAxis() {}

    /** @param at position from 0 (left or bottom) to 1 */
    record Mark(double at, String label) {}

    /** The first round value at or above the largest one, so that the marks end there. */
    static double top(double largest, double least) {
        double value = Math.max(largest, least);
        double step = step(value);
        return Math.ceil(value / step - 1e-9) * step;
    }

    private static double step(double largest) {
        double rough = largest / Y_MARKS;
        double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / magnitude;
        return magnitude * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    static List<Mark> values(double top, DoubleFunction<String> label) {
        List<Mark> marks = new ArrayList<>();
        double step = step(top);
        for (int i = 0; i * step <= top * (1 + 1e-9); i++) {
            marks.add(new Mark(i * step / top, i == 0 ? "0" : label.apply(i * step)));
        }
        return marks;
    }

    static List<Mark> times(double seconds) {
        double step = TIMES[TIMES.length - 1];
        for (int i = TIMES.length - 1; i >= 0 && seconds / TIMES[i] <= X_MARKS; i--) {
            step = TIMES[i];
        }
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i * step <= seconds; i++) {
            marks.add(new Mark(i * step / seconds, stopwatch((long) (i * step))));
        }
        return marks;
    }

    /** 0:45, 2:05, 1:00:09. */
    static String stopwatch(long seconds) {
        String rest = two(seconds % 60);
        return seconds < 3600 ? seconds / 60 + ":" + rest : seconds / 3600 + ":" + two(seconds / 60 % 60) + ":" + rest;
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
