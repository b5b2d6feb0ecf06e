package dev.throng.runner.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.web.live.ChartPoint.Column;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartHistoryTest {
    private final ChartHistory history = new ChartHistory();

    private static ChartPoint point(double second, double value) {
        Map<Column, Double> values = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            values.put(column, value);
        }
        values.put(Column.SECOND, second);
        return new ChartPoint(values);
    }

    @Test
    void anHourIsKeptSecondBySecond() {
        for (int second = 1; second <= ChartHistory.MOST; second++) {
            history.add(point(second, second));
        }
        assertThat(history.size()).isEqualTo(ChartHistory.MOST);
        assertThat(history.at(Column.RPS, 1799)).isEqualTo(1800);
    }

    @Test
    void aDayIsKeptInAsMuchRoom() {
        for (int second = 1; second <= 86_400; second++) {
            history.add(point(second, second % 100));
        }
        assertThat(history.size()).isLessThanOrEqualTo(ChartHistory.MOST);
        assertThat(history.at(Column.SECOND, history.size() - 1)).isEqualTo(86_400);
    }

    @Test
    void timeNeverGoesBack() {
        for (int second = 1; second <= 20_000; second++) {
            history.add(point(second, 1));
        }
        for (int i = 1; i < history.size(); i++) {
            assertThat(history.at(Column.SECOND, i)).isGreaterThan(history.at(Column.SECOND, i - 1));
        }
    }

    @Test
    void ratesAreAveragedAndPeaksStay() {
        assertThat(Column.RPS.merge(10, 20)).isEqualTo(15);
        assertThat(Column.P99.merge(900, 100)).isEqualTo(900);
        assertThat(Column.USERS.merge(5, 6)).isEqualTo(6);
        assertThat(Column.P50.merge(Double.NaN, 7)).isEqualTo(7);
        assertThat(Column.P50.merge(7, Double.NaN)).isEqualTo(7);
    }
}
