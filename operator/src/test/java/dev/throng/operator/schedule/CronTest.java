package dev.throng.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0} after {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    * * * * *          | 2026-05-01T10:00:00Z | 2026-05-01T10:01:00Z
                    * * * * *          | 2026-05-01T10:00:59Z | 2026-05-01T10:01:00Z
                    */15 * * * *       | 2026-05-01T10:07:00Z | 2026-05-01T10:15:00Z
                    5/20 * * * *       | 2026-05-01T10:07:00Z | 2026-05-01T10:25:00Z
                    0 2 * * *          | 2026-05-01T10:00:00Z | 2026-05-02T02:00:00Z
                    0 2 * * 1-5        | 2026-05-01T10:00:00Z | 2026-05-04T02:00:00Z
                    0 2 * * MON-FRI    | 2026-05-01T10:00:00Z | 2026-05-04T02:00:00Z
                    0 2 * * 7          | 2026-05-01T10:00:00Z | 2026-05-03T02:00:00Z
                    0 2 * * 0          | 2026-05-01T10:00:00Z | 2026-05-03T02:00:00Z
                    0 2 13 * 5         | 2026-05-01T10:00:00Z | 2026-05-08T02:00:00Z
                    0 2 13 * ?         | 2026-05-01T10:00:00Z | 2026-05-13T02:00:00Z
                    30 1,13 * jan,jul * | 2026-05-01T10:00:00Z | 2026-07-01T01:30:00Z
                    0 0 29 2 *         | 2026-05-01T10:00:00Z | 2028-02-29T00:00:00Z
                    0 0 31 * *         | 2026-05-31T10:00:00Z | 2026-07-31T00:00:00Z
                    59 23 31 12 *      | 2026-12-31T23:59:00Z | 2027-12-31T23:59:00Z
                    @hourly            | 2026-05-01T10:00:00Z | 2026-05-01T11:00:00Z
                    @daily             | 2026-05-01T10:00:00Z | 2026-05-02T00:00:00Z
                    @weekly            | 2026-05-01T10:00:00Z | 2026-05-03T00:00:00Z
                    @monthly           | 2026-05-01T10:00:00Z | 2026-06-01T00:00:00Z
                    @yearly            | 2026-05-01T10:00:00Z | 2027-01-01T00:00:00Z
                    """)
    void comesNext(String schedule, String after, String next) {
        assertThat(Cron.parse(schedule, ZoneOffset.UTC).next(Instant.parse(after)))
                .isEqualTo(Instant.parse(next));
    }

    @Test
    void followsTheWallClockOfItsTimeZone() {
        assertThat(times("0 2 * * *", "2026-03-27T12:00:00Z", 4))
                .containsExactly(
                        "2026-03-28T01:00:00Z", // 02:00 in winter
                        "2026-03-29T01:00:00Z", // 02:00 is skipped: 03:00 in summer, the instant after the gap
                        "2026-03-30T00:00:00Z",
                        "2026-03-31T00:00:00Z");
    }

    @Test
    void aTimeThatComesTwiceCountsTheFirstTime() {
        assertThat(times("30 2 * * *", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void everyHourKnowsNoGapAndTheDoubledHourTwice() {
        assertThat(times("0 * * * *", "2026-03-28T23:30:00Z", 3))
                .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
        assertThat(times("0 * * * *", "2026-10-24T23:30:00Z", 4))
                .containsExactly(
                        "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z");
    }

    @Test
    void aDayThatATimeZoneLeavesOutIsStillDealtWith() {
        // Samoa went from 29 to 31 December 2011.
        Cron cron = Cron.parse("0 12 30 12 *", ZoneId.of("Pacific/Apia"));
        assertThat(cron.next(Instant.parse("2011-12-01T00:00:00Z"))).isEqualTo(Instant.parse("2011-12-30T10:00:00Z"));
    }

    @ParameterizedTest(name = "{0} in ({1}, {2}] was last due at {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    0 * * * *  | 2026-05-01T10:00:00Z | 2026-05-01T10:59:00Z |
                    0 * * * *  | 2026-05-01T10:00:00Z | 2026-05-01T11:00:00Z | 2026-05-01T11:00:00Z
                    0 * * * *  | 2020-05-01T10:00:00Z | 2026-05-01T11:30:00Z | 2026-05-01T11:00:00Z
                    * * * * *  | 2000-01-01T00:00:00Z | 2026-05-01T11:30:30Z | 2026-05-01T11:30:00Z
                    0 0 29 2 * | 2000-01-01T00:00:00Z | 2026-05-01T11:30:30Z | 2024-02-29T00:00:00Z
                    """)
    void wasLastDue(String schedule, String after, String until, String last) {
        assertThat(Cron.parse(schedule, ZoneOffset.UTC).last(Instant.parse(after), Instant.parse(until)))
                .isEqualTo(Optional.ofNullable(last).map(Instant::parse));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    60 * * * *    | the minute 60 is not between 0 and 59
                    * 24 * * *    | the hour 24 is not between 0 and 23
                    * * 0 * *     | the day 0 is not between 1 and 31
                    * * * 13 *    | the month 13 is not between 1 and 12
                    * * * FOO *   | 'FOO' is no month: say for example *, 2, 1-5 or */2
                    * * * * 8     | the weekday 8 is not between 0 and 7
                    */0 * * * *   | '*/0' is no minute
                    5-1 * * * *   | '5-1' is no minute
                    1-2-3 * * * * | '1-2-3' is no minute
                    1,,2 * * * *  | '' is no minute
                    -1 * * * *    | '-1' is no minute
                    0 0 30 2 *    | '0 0 30 2 *' is a day that never comes
                    0 0 * *       | '0 0 * *' has 4 fields
                    0 0 0 * * *   | '0 0 0 * * *' has 6 fields
                    """)
    void refusesWhatIsNoSchedule(String schedule, String words) {
        assertThatThrownBy(() -> Cron.parse(schedule, ZoneOffset.UTC)).hasMessageContaining(words);
    }

    private static List<String> times(String schedule, String after, int number) {
        Cron cron = Cron.parse(schedule, BERLIN);
        List<String> times = new ArrayList<>();
        Instant time = Instant.parse(after);
        for (int i = 0; i < number; i++) {
            time = cron.next(time);
            times.add(time.toString());
        }
        return times;
    }
}
