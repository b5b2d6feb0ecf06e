package dev.throng.runner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The live page in a real browser. Leaves pictures of what it saw in target/screenshots. */
class LivePageIT {
    private static Browser browser;

    private LiveServer server;
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Browser.present(), "Chromium is not installed: the live page is not looked at");
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
                    .as("requests to elsewhere")
                    .allMatch(url -> url.startsWith(server.url()) || url.startsWith("data:"));
        } finally {
            page.close();
            server.close();
        }
    }

    private Page show(FakeRun run) throws IOException {
        return show(run, WebSettings.DEFAULTS.at("127.0.0.1", 0));
    }

    private Page show(FakeRun run, WebSettings settings) throws IOException {
        server = LiveServer.start(run, Optional.of(() -> new FakeRun(run.plan(), FakeRun.shop(), 1)), settings);
        page = browser.page(1440, 900);
        return page.open(server.url());
    }

    private static FakeRun staged() {
        return new FakeRun(FakeRun.staged(1), FakeRun.shop(), 4);
    }

    private void awaitState(String state) {
        page.await("document.getElementById('state').textContent === '" + state + "'");
    }

    @Test
    void aRunWithoutALoadModelIsStartedEditedResetAndStopped() throws IOException {
        FakeRun run = new FakeRun(FakeRun.interactive(), FakeRun.shop(), 1);
        show(run);
        awaitState("Ready");
        page.screenshot("live-ready");

        page.click("#welcome button").fill("[name=user_count]", "25").fill("[name=spawn_rate]", "5");
        page.screenshot("live-start").click("#load-submit");
        awaitState("Running");
        run.advance(12);
        page.await("document.querySelector('.tile .value b').textContent === '25'");

        page.press("s").await("document.getElementById('load-dialog').open");
        assertThat(page.text("#load-title")).isEqualTo("Edit the load");
        page.fill("[name=user_count]", "40")
                .click("#load-submit")
                .await("!document.getElementById('load-dialog').open");
        run.advance(12);
        page.await("document.querySelector('.tile .value b').textContent === '40'");

        page.click("#reset").click("#ask-yes");
        page.await("document.getElementById('log').textContent.includes('Statistics reset')");
        assertThat(run.live().totals().requests()).isZero();

        run.advance(3);
        page.press("x").click("#ask-yes");
        awaitState("No verdict");
        assertThat(run.live().state()).isEqualTo(Live.State.STOPPED);
        page.await("document.getElementById('start').textContent === 'New run'");
        page.screenshot("live-stopped");
    }

    @Test
    void aRunThatIsOverIsFollowedByAnother() throws IOException {
        FakeRun run = new FakeRun(FakeRun.interactive(), FakeRun.shop(), 1);
        show(run);
        run.load(10, 5);
        run.advance(5);
        run.stop(dev.throng.runner.cluster.Run.StopReason.USER);
        awaitState("No verdict");
        page.click("#start").fill("[name=user_count]", "3").click("#load-submit");
        awaitState("Running");
        assertThat(run.live().state()).isEqualTo(Live.State.STOPPED);
    }

    @Test
    void aStagedRunShowsItsShapeChartsThresholdsAndVerdict() throws IOException {
        FakeRun run = staged();
        show(run);
        run.advance(200);
        page.await("document.querySelectorAll('.plot canvas').length === 4")
                .await("document.getElementById('clock').textContent.startsWith('3 m 20 s')");
        assertThat(page.value("document.querySelectorAll('.segment').length").asInt())
                .isEqualTo(4);
        assertThat(page.text(".segment.now")).isEqualTo("ramp to peak");
        assertThat(page.value("document.querySelectorAll('.threshold.good').length")
                        .asInt())
                .isEqualTo(4);
        assertThat(page.value("document.getElementById('start').hidden").asBoolean())
                .isTrue();
        page.screenshot("live-overview");
        run.advance(1000);
        awaitState("Passed");
        page.await("document.getElementById('notices').textContent.includes('All 4 thresholds held')")
                .screenshot("live-passed");
    }

    @Test
    void whoComesLaterSeesTheWholeHistory() throws IOException {
        FakeRun run = staged();
        run.advance(150);
        show(run);
        run.advance(1);
        awaitState("Running");
        page.await("document.getElementById('clock').textContent.startsWith('2 m 31 s')");
        JsonNode frame = page.value("""
                new Promise((done) => {
                  const events = new EventSource("events");
                  events.onmessage = (event) => { events.close(); done(JSON.parse(event.data)); };
                })""");
        assertThat(frame.get("kind").asText()).isEqualTo("whole");
        assertThat(frame.get("names")).hasSize(FakeRun.shop().size());
    }

    @Test
    void fiveHundredNamesAreSortedAndSearched() throws IOException {
        FakeRun run = new FakeRun(FakeRun.staged(1), FakeRun.many(500), 4);
        show(run);
        run.advance(90);
        page.press("2").await("document.querySelector('#panel-requests .search span').textContent === '500'");
        assertThat(page.value("document.querySelectorAll('#panel-requests > .scroller .rows tr').length")
                        .asInt())
                .as("rows in the document")
                .isLessThan(100);
        page.click("#panel-requests > .scroller thead th.p95 button")
                .await(
                        "document.querySelector('#panel-requests > .scroller th.p95').getAttribute('aria-sort') === 'descending'");
        List<Double> p95 = new ArrayList<>();
        page.value(
                        "[...document.querySelectorAll('#panel-requests > .scroller .rows tr:not(.pinned) td.p95')].slice(0, 20)"
                                + ".map((cell) => Number(cell.textContent.replace(',', '')))")
                .forEach(value -> p95.add(value.asDouble()));
        assertThat(p95).hasSize(20).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        page.screenshot("live-500-names");
        page.value("scrollTo(0, document.body.scrollHeight)");
        page.await(
                "[...document.querySelectorAll('#panel-requests > .scroller .rows tr')].at(-1).getBoundingClientRect().top < innerHeight");
        page.screenshot("live-500-names-end").value("scrollTo(0, 0)");

        page.press("/").fill("#panel-requests input", "orders/01");
        page.await("document.querySelectorAll('#panel-requests > .scroller .rows tr:not(.pinned)').length < 10");
        assertThat(page.text(".search span")).matches("\\d of 500");

        page.fill("#panel-requests input", " ");
        Map<String, Double> before = page.seconds();
        for (int second = 91; second <= 95; second++) {
            run.advance(1);
            page.await("document.getElementById('clock').textContent.startsWith('" + Figure.seconds(second) + "')");
        }
        Map<String, Double> after = page.seconds();
        after.forEach((what, seconds) ->
                System.out.printf("500 names, each tick: %s %.1f ms%n", what, (seconds - before.get(what)) * 1000 / 5));
        assertThat(page.value("document.querySelectorAll('#panel-requests > .scroller .rows tr').length")
                        .asInt())
                .as("rows in the document, whatever was searched for and however long it ran")
                .isLessThan(100);
    }

    @Test
    void failuresAreShownByKindAndMessage() throws IOException {
        FakeRun run = new FakeRun(FakeRun.staged(1), FakeRun.hostile(), 2);
        show(run);
        run.advance(120);
        page.press("3").await("document.querySelectorAll('#panel-failures .rows tr').length >= 5");
        assertThat(page.text("#kinds")).contains("Check", "Timeout", "Status");
        page.screenshot("live-failures");
    }

    @Test
    void whatLooksLikeMarkupIsText() throws IOException {
        FakeRun run = new FakeRun(FakeRun.staged(1), FakeRun.hostile(), 2);
        show(run);
        run.advance(120);
        for (String view : List.of("2", "3", "6")) {
            page.press(view);
        }
        page.press("2").await("document.querySelectorAll('#panel-requests > .scroller .rows tr').length > 5");
        assertThat(page.text("#panel-requests > .scroller .rows")).contains("</script><script>alert('name')</script>");
        assertThat(page.text("#panel-failures .rows")).contains("<img src=x onerror=\"alert('message')\"> in the body");
        assertThat(page.value("document.querySelectorAll('main img, main script, main b > b').length")
                        .asInt())
                .isZero();
    }

    @Test
    void stagesWorkersAndTheLogHaveTheirViews() throws IOException {
        FakeRun run = staged();
        show(run);
        run.advance(170);
        page.press("4").await("document.querySelectorAll('#panel-stages .rows tr').length === 4");
        page.screenshot("live-stages");
        page.press("5").await("document.querySelectorAll('#panel-workers .rows tr').length === 4");
        assertThat(page.text("#panel-workers .rows")).contains("items-api-worker-3", "%");
        page.screenshot("live-workers");
        page.press("6").await("document.querySelectorAll('#log li').length > 2");
        assertThat(page.text("#log")).contains("Now in ramp to peak");
        page.screenshot("live-log");
    }

    @Test
    void aGeneratorThatDoesNotKeepUpIsSaidSo() throws IOException {
        FakeRun run = staged();
        show(run);
        run.advance(100);
        run.saturate();
        run.advance(30);
        page.await("document.getElementById('notices').textContent.includes('The generator is the bottleneck')");
        page.screenshot("live-unhealthy");
    }

    @Test
    void coloursTurnAndStay() throws IOException {
        FakeRun run = staged();
        show(run);
        run.advance(200);
        awaitState("Running");
        String before =
                page.value("getComputedStyle(document.body).backgroundColor").asText();
        page.press("d").await("document.documentElement.dataset.theme === 'dark'");
        assertThat(page.value("getComputedStyle(document.body).backgroundColor").asText())
                .isNotEqualTo(before);
        page.screenshot("live-dark");
        page.open(server.url()).await("document.documentElement.dataset.theme === 'dark'");
    }

    @Test
    void everythingCanBeDownloaded() throws IOException {
        FakeRun run = new FakeRun(FakeRun.staged(1), FakeRun.hostile(), 2);
        show(run);
        run.advance(100);
        awaitState("Running");
        page.click("#downloads summary").screenshot("live-download");
        JsonNode files = page.value("""
                Promise.all([...document.querySelectorAll('#downloads a[download]')].map(async (link) => {
                  const answer = await fetch(link.href);
                  return { status: answer.status, as: answer.headers.get('Content-Disposition'), text: await answer.text() };
                }))""");
        assertThat(files).hasSize(5).allSatisfy(file -> {
            assertThat(file.get("status").asInt()).isEqualTo(200);
            assertThat(file.get("as").asText()).startsWith("attachment; filename=\"Throng_");
        });
        assertThat(files.get(0).get("text").asText()).startsWith("<!doctype html>");
        assertThat(files.get(1).get("text").asText()).startsWith("{");
        assertThat(files.get(2).get("text").asText())
                .startsWith("Type,Name,Request Count")
                .contains("'=cmd");
        assertThat(files.get(3).get("text").asText()).contains("'@SUM");
    }

    @Test
    void aPhoneHasRoomForIt() throws IOException {
        FakeRun run = staged();
        show(run);
        page.size(390, 844);
        run.advance(200);
        awaitState("Running");
        page.screenshot("live-phone");
        for (String view : List.of("1", "2", "3", "4", "5", "6")) {
            page.press(view);
            assertThat(page.value("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as("view " + view + " is no wider than the phone")
                    .isTrue();
        }
        page.press("2").screenshot("live-phone-requests", true);
    }

    @Test
    void aPhoneHasRoomForEveryButtonOfAnInteractiveRun() throws IOException {
        FakeRun run = new FakeRun(FakeRun.interactive(), FakeRun.shop(), 1);
        show(run);
        page.size(390, 844);
        run.load(10, 5);
        run.advance(20);
        awaitState("Running");
        assertThat(page.value("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .isTrue();
        assertThat(page.value("document.getElementById('theme').getBoundingClientRect().right <= innerWidth")
                        .asBoolean())
                .isTrue();
        page.press("5").screenshot("live-phone-interactive");
        assertThat(page.value("document.getElementById('tab-workers').getBoundingClientRect().right <= innerWidth")
                        .asBoolean())
                .as("the chosen tab can be seen")
                .isTrue();
    }

    @Test
    void aPasswordIsAskedForOnce() throws IOException {
        FakeRun run = staged();
        show(run, WebSettings.DEFAULTS.at("127.0.0.1", 0).withPassword(Optional.of("open sesame")));
        page.await("location.pathname === '/login'").screenshot("live-login");
        page.fill("input", "wrong").press("Enter").click("button");
        page.await("location.search === '?wrong' && !document.getElementById('wrong').hidden");
        page.fill("input", "open sesame").click("button").await("location.pathname === '/'");
        awaitState("Ready");
    }

    @Test
    void theKeyboardIsExplained() throws IOException {
        show(staged());
        awaitState("Ready");
        page.press("?").await("document.getElementById('help-dialog').open").screenshot("live-keys");
    }

    @Test
    void aProcessThatEndedIsSaidSo() throws IOException {
        FakeRun run = staged();
        show(run);
        run.advance(1000);
        awaitState("Passed");
        server.close();
        page.await("document.getElementById('notices').textContent.includes('The process has ended')");
        page.forgive("ERR_");
    }
}
