package dev.throng.runner.report.html;

import dev.throng.runner.files.Destination;
import dev.throng.runner.report.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The result as one page for people: a single file that loads nothing from anywhere, reads well without its script, and
 * prints. What comes from the run (names, messages, bodies) is text in it and never markup; its policy allows no script but
 * its own.
 */
public final class HtmlReport {
    private static final String SCRIPT = resource("report.js");
    private static final String STYLE = resource("theme.css") + resource("report.css");

    private HtmlReport() {}

    /** The page's own {@code Content-Security-Policy}, for those who serve it. */
    public static String policy() {
        return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + hash(SCRIPT)
                + "'; img-src data:; " + "base-uri 'none'; form-action 'none'";
    }

    /** Writes to a file, making the folders before it. */
    public static void write(Result result, Path file) throws IOException {
        Destination.of(file).write(out -> out.write(html(result).getBytes(StandardCharsets.UTF_8)));
    }

    public static void write(Result result, Appendable out) throws IOException {
        out.append(html(result));
    }

    private static String html(Result result) {
        HtmlPage page = new HtmlPage();
        page.raw("<!doctype html>\n<html lang=\"en\" data-theme=\"light\"><head><meta charset=\"utf-8\">");
        page.open("meta", "http-equiv", "Content-Security-Policy", "content", policy());
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.element("title", result.name() + " · " + result.verdict().reason() + " · load test report");
        page.raw("<style>").raw(STYLE).raw("</style></head><body><main>");
        body(page, result);
        page.raw("</main>");
        page.raw("<script>").raw(SCRIPT).raw("</script></body></html>\n");
        return page.toString();
    }

    private static void body(HtmlPage page, Result result) {
        HtmlSummary summary = new HtmlSummary(result);
        HtmlTimeline timeline = new HtmlTimeline(result);
        summary.head(page);
        summary.verdict(page);
        summary.thresholds(page);
        summary.grades(page);
        result.findings().capacity().ifPresent(capacity -> HtmlCapacity.write(page, capacity));
        result.comparison().ifPresent(comparison -> HtmlComparison.write(page, comparison));
        HtmlHistory.write(page, result.findings().history());
        page.open("section").element("h2", "Shape of the run");
        timeline.shape(page);
        HtmlRequests.stages(page, result);
        page.close("section").open("section").element("h2", "Over time");
        timeline.charts(page);
        timeline.marks(page);
        timeline.observed(page);
        HtmlTrends.write(page, result.findings());
        page.close("section").open("section").element("h2", "Distribution").open("div", "class", "charts");
        HtmlDistribution.curve(page, result.total());
        HtmlDistribution.heat(page, result);
        page.close("div").close("section");
        HtmlRequests.loads(page, result);
        HtmlRequests.names(page, result);
        HtmlMetrics.write(page, result);
        HtmlErrors.write(page, result);
        HtmlTraces.write(page, result.traces());
        HtmlGenerator.health(page, result);
        HtmlGenerator.books(page, result);
        HtmlGenerator.environment(page, result);
        page.element("footer", "Made by Throng " + result.throngVersion() + ". Times are UTC.");
        timeline.data(page);
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
