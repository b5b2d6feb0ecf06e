package dev.throng.runner.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * What the page's charts show, for those who open it later: one point a second, and half as many whenever there are too
 * many, so that the older part of a long run is coarser. Confined to the feed.
 */
final class ChartHistory {
    static final int MOST = 3600;

    private final double[][] columns = new double[ChartPoint.Column.values().length][MOST];
    private int size;

    void add(ChartPoint point) {
        if (size == MOST) {
            halve();
        }
        for (ChartPoint.Column column : ChartPoint.Column.values()) {
            int index = column.ordinal();
            columns[index][size] = point.value(column);
        }
        size++;
    }

    private void halve() {
        for (ChartPoint.Column column : ChartPoint.Column.values()) {
            double[] values = columns[column.ordinal()];
            for (int i = 0; i < size / 2; i++) {
                values[i] = column.merge(values[2 * i], values[2 * i + 1]);
            }
        }
        size /= 2;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    double at(ChartPoint.Column column, int index) {
        return columns[column.ordinal()][index];
    }

    /** One array for each column, in their order. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (double[] values : columns) {
            json.writeStartArray();
            for (int i = 0; i < size; i++) {
                LiveJson.number(json, values[i]);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
