package dev.throng.runner.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private final Trends trends = new Trends();

    @Test
    void aLongRunHasFewPointsAndKeepsItsPeaks() {
        for (int second = 0; second < 3000; second++) {
            trends.add(Map.of(-1, second == 1234 ? 900.0 : 5.0));
        }
        String json = json();
        assertThat(json).contains("\"step\":64").contains("900");
        assertThat(json.chars().filter(c -> c == '5').count()).isLessThanOrEqualTo(Trends.MOST);
    }

    @Test
    void aRowThatComesLaterBeginsWithNothing() {
        trends.add(Map.of(-1, 1.0));
        trends.add(Map.of(-1, 2.0, 7, 3.0));
        assertThat(json()).isEqualTo("{\"step\":1,\"ticks\":0,\"rows\":[[-1,1,2],[7,null,3]]}");
    }

    private String json() {
        return new String(LiveJson.bytes(trends::write), UTF_8);
    }
}
