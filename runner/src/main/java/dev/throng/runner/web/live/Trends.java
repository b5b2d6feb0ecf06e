package dev.throng.runner.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The p95 of each row over the whole run in a few points, for those who open the page later: one value a tick, and the larger
 * of each two whenever there are too many. Rows that come later begin with nothing. Confined to the feed.
 */
final class Trends {
    /** The page goes on by the same rule. */
    static final int MOST = 60;

    private final Map<Integer, double[]> rows = new TreeMap<>();
    /** Ticks per point. */
    private int step = 1;
    /** Points that are complete. */
    private int size;
    /** Ticks that the point in the making has. */
    private int ticks;

    /** @param now by row; NaN where there was no request */
    void add(Map<Integer, Double> now) {
        if (ticks == 0 && size == MOST) {
            halve();
        }
        now.forEach((row, value) -> {
            double[] points = rows.computeIfAbsent(row, unused -> nothing());
            points[size] = larger(points[size], value);
        });
        if (++ticks == step) {
            ticks = 0;
            size++;
        }
    }

    private static double[] nothing() {
        double[] points = new double[MOST];
        Arrays.fill(points, Double.NaN);
        return points;
    }

    private void halve() {
        for (double[] points : rows.values()) {
            for (int i = 0; i < MOST / 2; i++) {
                points[i] = larger(points[2 * i], points[2 * i + 1]);
            }
            Arrays.fill(points, MOST / 2, MOST, Double.NaN);
        }
        size = MOST / 2;
        step *= 2;
    }

    private static double larger(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    void clear() {
        rows.clear();
        step = 1;
        size = 0;
        ticks = 0;
    }

    /** Step, ticks of the last point, and each row's points after its number. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("step", step);
        json.writeNumberField("ticks", ticks);
        json.writeArrayFieldStart("rows");
        for (Map.Entry<Integer, double[]> row : rows.entrySet()) {
            json.writeStartArray();
            json.writeNumber(row.getKey());
            for (int i = 0; i < size + (ticks > 0 ? 1 : 0); i++) {
                LiveJson.number(json, row.getValue()[i]);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
