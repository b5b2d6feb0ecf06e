package dev.throng.runner.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.report.Result;
import dev.throng.runner.web.FakeRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScrapesTest {
    private final FakeRun run = new FakeRun(FakeRun.staged(0.2), FakeRun.shop(), 2);
    private final Scrapes scrapes = new Scrapes(run, "shop", "", "");

    private Scrapes.Scrape scrape() {
        try {
            return scrapes.scrape(null, true);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Scrapes.Scrape scrape) {
        return new String(scrape.body(), StandardCharsets.UTF_8);
    }

    private static List<String> lines(Scrapes.Scrape scrape, String start) {
        return text(scrape).lines().filter(line -> line.startsWith(start)).toList();
    }

    /** @param labels any of these in a line count */
    private static double sum(Scrapes.Scrape scrape, String metric, String... labels) {
        return lines(scrape, metric + "{").stream()
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void seriesOfThePlansNamesAreThereBeforeTheStart() {
        Scrapes.Scrape before = scrape();
        for (FakeRun.Endpoint endpoint : FakeRun.shop()) {
            assertThat(lines(before, "throng_requests_total"))
                    .anyMatch(line -> line.contains("name=\"" + endpoint.key().name() + "\"")
                            && line.contains("outcome=\"success\"")
                            && line.endsWith(" 0.0"));
        }
        assertThat(sum(before, "throng_requests_total")).isZero();
    }

    @Test
    void everySeriesSaysWhoseItIs() {
        run.advance(20);
        assertThat(text(scrape()).lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.contains("namespace=\"shop\"")
                        && line.contains("loadtest=\"items-api\"")
                        && line.contains("run=\"items-api-7f3a\""));
    }

    @Test
    void whatAppearsLaterBeginsAtZero() {
        run.advance(40);
        assertThat(sum(scrape(), "throng_failures_total")).isZero();
        assertThat(sum(scrape(), "throng_failures_total")).isPositive();
    }

    @Test
    void whoIsNoPrometheusSeesEverythingAtOnce() throws Exception {
        run.advance(40);
        assertThat(sum(scrapes.scrape(null, false), "throng_failures_total")).isPositive();
        assertThat(sum(scrape(), "throng_failures_total")).isZero();
    }

    @Test
    void theLastScrapeIsTheSummary() {
        run.advance(1000);
        Result result = run.result().join();
        scrape();
        Scrapes.Scrape last = scrape();
        assertThat(last.last()).isTrue();
        assertThat(sum(last, "throng_requests_total", "judged=\"true\""))
                .isEqualTo(result.total().requests());
        assertThat(sum(last, "throng_requests_total", "judged=\"true\"", "outcome=\"failure\""))
                .isEqualTo(result.total().failures());
        assertThat(sum(last, "throng_requests_total", "judged=\"false\""))
                .isEqualTo(result.warmup().requests());
        assertThat(sum(last, "throng_response_time_seconds_count", "judged=\"true\""))
                .isEqualTo(result.total().response().count());
        assertThat(sum(last, "throng_failures_total", "judged=\"true\""))
                .isEqualTo(result.failures().stream()
                        .mapToLong(Result.Failure::occurrences)
                        .sum());
    }

    @Test
    void theVerdictIsThereAtTheEndOnly() {
        run.advance(20);
        assertThat(sum(scrape(), "throng_run_verdict")).isZero();
        run.advance(1000);
        assertThat(lines(scrape(), "throng_run_verdict"))
                .filteredOn(line -> line.endsWith(" 1.0"))
                .hasSize(1);
    }

    @Test
    void aScrapeIsTheLastOneWhenTheRunIsOverAndNothingIsNew() {
        run.advance(20);
        assertThat(scrape().last()).isFalse();
        run.advance(1000);
        assertThat(scrape().last()).as("with a series that begins").isFalse();
        assertThat(scrape().last()).isTrue();
    }

    @Test
    void nobodyIsWaitedForWhoNeverCame() throws InterruptedException {
        run.advance(1000);
        assertThat(scrapes.awaitLast(Duration.ofMinutes(1), false, () -> false)).isFalse();
    }

    @Test
    void theWaitIsCutShort() throws InterruptedException {
        run.advance(1000);
        assertThat(scrapes.awaitLast(Duration.ofMinutes(1), true, () -> true)).isFalse();
    }

    @Test
    void theWaitEndsWithTheLastScrape() throws InterruptedException {
        run.advance(1000);
        scrapes.taken(scrape());
        Thread scraper = Thread.ofVirtual().start(() -> scrapes.taken(scrape()));
        assertThat(scrapes.awaitLast(Duration.ofMinutes(1), false, () -> false)).isTrue();
        scraper.join();
    }

    @Test
    void namesThatLookLikeMarkupOrSyntaxStayLabels() {
        FakeRun hostile = new FakeRun(FakeRun.staged(0.2), FakeRun.hostile(), 1);
        hostile.advance(30);
        Pattern line = Pattern.compile("[a-z_]+\\{([a-z]+=\"([^\"\\\\\n]|\\\\.)*\",?)*\\} \\S+");
        Scrapes of = new Scrapes(hostile, "", "", "");
        try {
            assertThat(text(of.scrape(null, false)).lines().filter(each -> !each.startsWith("#")))
                    .allMatch(each -> line.matcher(each).matches());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
