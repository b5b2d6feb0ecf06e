package dev.throng.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.report.html.HtmlReport;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.verdict.Headline;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.saturation.Mark;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person would say of a run is said in the same words wherever the run is shown, and is made of its figures. */
class OneSentenceTest {
    @ParameterizedTest
    @ValueSource(doubles = {1, 4})
    void theSentenceIsTheSameEverywhere(double slowness) throws IOException {
        Result result = SampleRun.usual().slower(slowness).run().result();
        String sentence = result.verdict().message();
        assertThat(plain(Markdown.of(result))).contains(sentence);
        assertThat(plain(JunitXml.of(result))).contains(sentence);
        StringBuilder page = new StringBuilder();
        HtmlReport.write(result, page);
        assertThat(plain(page.toString())).containsIgnoringCase(sentence);
    }

    private static String plain(String marked) {
        return marked.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replace("\\", "");
    }

    @Test
    void itSaysOnHowMuchItStandsAndWhatWasFoundBeside() {
        Result result = SampleRun.usual().run().result();
        assertThat(result.verdict().message())
                .startsWith("all 3 thresholds held; ")
                .contains(
                        Figure.count(result.total().requests()) + " requests",
                        Figure.millis(result.total().response().percentiles().get("95")),
                        Figure.share(result.total().failureRate()) + " failed");
        result.findings()
                .drifts()
                .forEach(drift -> assertThat(result.verdict().message()).contains(drift.message()));
    }

    @Test
    void ofARunThatSaysNothingOnlyTheReasonIsSaid() {
        Result nothing = new SampleRun(0, SampleRun.thresholds()).result();
        assertThat(nothing.verdict().message()).isEqualTo("not a single request was made");
        assertThat(nothing.comparison()).isEqualTo(Optional.empty());
    }

    @Test
    void whyARunFailedIsNotSaidTwice() {
        Verdict verdict = Headline.of(
                SampleRun.usual().slower(4).run().result().verdict().saying("p50 grew 9 % per hour, tolerated 5 %"),
                Tally.empty(),
                60,
                List.of("p50 grew 9 % per hour", "p95 grew 7 % per hour"));
        assertThat(verdict.message()).isEqualTo("p50 grew 9 % per hour, tolerated 5 %; p95 grew 7 % per hour");
    }

    @Test
    void whatKilledTheTargetIsSaidAndNotWhatFollowed() {
        Result result = SampleRun.usual()
                .run()
                .result()
                .marked(List.of(
                        new Mark(20, "BackOff", "items-x: BackOff", true),
                        new Mark(30, "Unhealthy", "items-x: Unhealthy", true),
                        new Mark(35, "SuccessfulCreate", "items: SuccessfulCreate", false),
                        new Mark(40, "OOMKilled", "items-x was OOMKilled", true)));
        assertThat(result.verdict().message())
                .endsWith("; items-x was OOMKilled after 40 s")
                .doesNotContain("BackOff", "Unhealthy");
        assertThat(result.findings().marks()).hasSize(4);
        assertThat(Markdown.of(result)).contains("items-x was OOMKilled after 40 s");
    }
}
