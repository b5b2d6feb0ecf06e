package dev.throng.runner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser, opened from disk. Leaves pictures of what it saw in target/screenshots. */
class ReportPageIT {
    /** Of a report of an hour with a hundred names; each name's row is drawn once, whatever the length of the run. */
    private static final int ELEMENTS = 6_000;

    private static Browser browser;

    @TempDir
    Path folder;

    private Page page;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Browser.present(), "Chromium is not installed: the report is not looked at");
        browser = new Browser();
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasWrong() {
        try {
            assertThat(page.complaints()).as("console errors and dialogs").isEmpty();
            assertThat(page.requests())
                    .as("requests")
                    .allMatch(url -> url.startsWith("file:///") || url.startsWith("data:"));
        } finally {
            page.close();
        }
    }

    private static Result run(List<FakeRun.Endpoint> endpoints, double timeScale) {
        FakeRun run = new FakeRun(FakeRun.staged(timeScale), endpoints, 2);
        run.advance(Integer.MAX_VALUE);
        return run.result().join();
    }

    private Page open(Result result) throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.write(result, file);
        page = browser.page(1280, 1000);
        return page.open(file.toUri().toString());
    }

    @Test
    void aFailedRunSaysSoFirst() throws IOException {
        open(run(FakeRun.hostile(), 1)).screenshot("report").screenshot("report-whole", true);
        assertThat(page.value("document.querySelector('.verdict h2').getBoundingClientRect().bottom < innerHeight")
                        .asBoolean())
                .isTrue();
        assertThat(page.text(".verdict h2")).isEqualTo("Failed");
    }

    @Test
    void whatLooksLikeMarkupIsText() throws IOException {
        open(run(FakeRun.hostile(), 1));
        page.value("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
        assertThat(page.text("#requests")).contains("</script><script>alert('name')</script>");
        assertThat(page.value("document.body.innerText").asText()).contains("<script>alert('body')</script>");
        assertThat(page.value("document.querySelectorAll('main img, main script:not(#series)').length")
                        .asInt())
                .isZero();
    }

    @Test
    void valuesAreReadOffTheCharts() throws IOException {
        open(run(FakeRun.shop(), 1));
        page.value("""
                (() => {
                  const plot = document.querySelector('.charts .plot');
                  plot.scrollIntoView();
                  const box = plot.getBoundingClientRect();
                  plot.dispatchEvent(new PointerEvent('pointermove', { clientX: box.left + box.width / 2, clientY: box.top + 20 }));
                })()""");
        assertThat(page.text(".charts .readout")).startsWith("2:30requests").contains("/s");
        page.screenshot("report-readout");
    }

    @Test
    void theTableIsSorted() throws IOException {
        open(run(FakeRun.shop(), 1));
        page.click("#requests th:nth-child(8)");
        assertThat(page.text("#requests th[aria-sort=descending]")).isEqualTo("p95");
        assertThat(page.text("#requests tbody tr:nth-child(2) .name")).isEqualTo("/api/v1/search?q=…");
    }

    @Test
    void itTurnsDarkAndFitsAPhoneAndPaper() throws IOException {
        open(run(FakeRun.shop(), 1));
        page.click(".toggle").await("document.documentElement.dataset.theme === 'dark'");
        page.screenshot("report-dark").print("report");
        page.size(390, 844);
        page.screenshot("report-phone");
        assertThat(page.value("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void anHourWithAHundredNamesOpensAtOnce() throws IOException {
        open(run(FakeRun.many(100), 12)).screenshot("report-hour", true);
        Map<String, Double> seconds = page.seconds();
        long bytes = Files.size(folder.resolve("report.html"));
        int elements = page.value("document.getElementsByTagName('*').length").asInt();
        System.out.printf("report of an hour: %,d bytes, %,d elements, %s%n", bytes, elements, seconds);
        assertThat(bytes).isLessThan(3_000_000);
        assertThat(elements).as("elements to lay out").isLessThan(ELEMENTS);
        page.fill(".search input", "orders")
                .await("document.querySelector('.search span').textContent === '33 of 100'");
    }
}
