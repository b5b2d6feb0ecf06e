package dev.throng.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DURATION | 5 sec | 5s
                    DURATION | 5 | 5s
                    DURATION | 1.5 minutes | 1.5m
                    DURATION | 1 hour and 30 min | 1h30m
                    DURATION | 1 h, 5 m | 1h5m
                    DURATION | 500MS | 500ms
                    DURATION | 2d | 48h
                    DURATION | 1 week | 168h
                    DURATION | PT1M30S | 1m30s
                    RATE | 500 | 500/s
                    RATE | 500rps | 500/s
                    RATE | 500 per second | 500/s
                    RATE | 30/min | 30/m
                    RATE | 500 / s | 500/s
                    WORKLOAD | items | deployment/items
                    WORKLOAD | Deployment/items | deployment/items
                    PERCENT | 10 | 10%
                    PERCENT | 10 percent | 10%
                    BYTES | 10MB | 10M
                    BYTES | 10 MiB | 10Mi
                    BYTES | 4096 bytes | 4096
                    BASE_URL | items:8000 | http://items:8000
                    BASE_URL | http:/items | http://items
                    BASE_URL | http://items?a=b | http://items
                    THRESHOLD | p(95)<500 | p95 < 500ms
                    THRESHOLD | p95<0.5sec | p95 < 0.5s
                    THRESHOLD | median < 1s | p50 < 1s
                    THRESHOLD | avg<200 | mean < 200ms
                    THRESHOLD | error_rate < 1% | failureRate < 1%
                    THRESHOLD | http_reqs > 5 | -
                    THRESHOLD | rps => 5 | rps >= 5
                    OBSERVED | < 90 | value < 90
                    OBSERVED | cpu < 90 | value < 90
                    JSON_PATH | data.id | $.data.id
                    JSON_PATH | [0].id | $[0].id
                    VARIABLE | user-id | user_id
                    VARIABLE | ${token} | token
                    TOKEN | Accept: | Accept
                    METRIC | 95th | p95
                    METRIC | error rate | failureRate
                    CRON | daily | @daily
                    CRON | 0 0 2 * * ? | 0 2 * * *
                    REQUEST_PATH | items | /items
                    REQUEST_PATH | v1.2/items.json | /v1.2/items.json
                    REQUEST_PATH | index.html | /index.html
                    REQUEST_PATH | www.example.com/x | http://www.example.com/x
                    REQUEST_PATH | shop.example.com/x | http://shop.example.com/x
                    REQUEST_PATH | localhost:8000 | http://localhost:8000
                    REQUEST_PATH | HTTPS://shop/x | https://shop/x
                    RESOURCE_NAME | ItemsApi v2 | items-api-v2
                    ENVIRONMENT | API-KEY | API_KEY
                    FOLDER | /reports/a | reports/a
                    """)
    void guessesWhatWasMeant(Notation notation, String written, String meant) {
        assertThat(notation.matches(written)).isFalse();
        assertThat(notation.correct(written).orElse("-")).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p95 < 500ms",
                "p99.9<=2s",
                "p100 < 1m",
                "max < 1m30s",
                "failureRate < 1%",
                "failureRate < 0.01",
                "failures < 10",
                "exceptions <= 3",
                "requests > 1000",
                "rps >= 50",
                "rps > 50.5/s"
            })
    void takesThresholds(String text) {
        assertThat(Notation.REQUESTS_THRESHOLD.matches(text)).isTrue();
        assertThat(Notation.THRESHOLD.matches(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p95 < 500",
                "p101 < 1s",
                "p95 500ms",
                "failureRate < 1s",
                "failures < 1.5",
                "mean < 5%",
                "rps",
                ""
            })
    void refusesThresholdsWithoutAUnitOrWithTheWrongOne(String text) {
        assertThat(Notation.REQUESTS_THRESHOLD.matches(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p95 < 12",
                "mean <= 3.5",
                "p99 < 2s",
                "sum > 100",
                "count >= 10",
                "rate > 95%",
                "failureRate < 1%"
            })
    void takesThresholdsOnMetricsOfTheScenariosOwn(String text) {
        assertThat(Notation.THRESHOLD.matches(text)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsPatternAndCorrectsAnyTextWithoutHarm(Notation notation) {
        String longest = "9 ".repeat(2000);
        Stream.of("", " ", "${x}", "\n", "-1", "∞", longest, "a".repeat(5000), "{[(<\\$^?*+")
                .flatMap(text -> notation.correct(text).stream())
                .forEach(corrected -> assertThat(notation.matches(corrected)).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void itsExamplesMatch(Notation notation) {
        String[] examples = notation.words().split("such as ", 2);
        if (examples.length == 2) {
            assertThat(Arrays.stream(examples[1].split(", | or ")).allMatch(notation::matches))
                    .isTrue();
        }
    }
}
