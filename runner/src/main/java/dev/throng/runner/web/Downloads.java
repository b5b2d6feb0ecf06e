package dev.throng.runner.web;

import dev.throng.runner.cluster.Run;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import dev.throng.runner.report.csv.CsvPage;
import dev.throng.runner.report.html.HtmlReport;
import dev.throng.runner.web.http.Answer;
import dev.throng.runner.web.http.Refused;
import dev.throng.runner.web.http.Request;
import dev.throng.runner.web.http.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Files with what was measured so far. */
final class Downloads {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH'h'mm").withZone(ZoneOffset.UTC);
    private static final int PATIENCE_SECONDS = 30;

    private final Supplier<Shown> shown;
    private final InstantSource clock;

    Downloads(Supplier<Shown> shown, InstantSource clock) {
        this.shown = shown;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/result.json", request -> json()),
                Route.get("/stats/report", this::report),
                Route.get("/stats/requests/csv", request -> csv("requests", CsvPage::stats)),
                Route.get("/stats/failures/csv", request -> csv("failures", CsvPage::failures)),
                Route.get("/exceptions/csv", request -> csv("exceptions", CsvPage::exceptions)),
                Route.get(
                        "/stats/requests_full_history/csv",
                        request -> Answer.text(
                                404, "Error: Server was not started with option to generate full history.")));
    }

    private Answer json() throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultJson.write(result(), out);
        return Answer.file(fileName("result", "json"), Answer.JSON, out.toByteArray());
    }

    /** The page's policy allows its own script, which ours would not. */
    private Answer report(Request request) throws IOException, InterruptedException {
        StringBuilder html = new StringBuilder();
        HtmlReport.write(result(), html);
        byte[] body = html.toString().getBytes(StandardCharsets.UTF_8);
        Answer answer = request.query().get("download").isPresent()
                ? Answer.file(fileName("report", "html"), Answer.HTML, body)
                : Answer.of(Answer.HTML, body);
        return answer.with("Content-Security-Policy", HtmlReport.policy() + "; frame-ancestors 'none'");
    }

    private Answer csv(String what, Function<CsvPage, String> table) throws InterruptedException {
        byte[] text = table.apply(page()).getBytes(StandardCharsets.UTF_8);
        return Answer.file(fileName(what, "csv"), Answer.CSV, text);
    }

    Result result() throws InterruptedException {
        return await(shown.get().run().resultSoFar());
    }

    CsvPage page() throws InterruptedException {
        Run run = shown.get().run();
        long second = clock.millis() / 1000;
        return await(run.ask(totals -> CsvPage.of(totals, run.live(), second)));
    }

    /** What the run's thread answers. */
    static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run could not answer", e.getCause());
        } catch (TimeoutException e) {
            throw new Refused(503, "The run did not answer in time; try again");
        }
    }

    /** As Locust names its own, with only characters that are safe in a header and in every file system. */
    String fileName(String what, String suffix) {
        String name = shown.get().run().plan().name().replaceAll("[^A-Za-z0-9._-]", "_");
        return "Throng_" + STAMP.format(clock.instant()) + "_" + name + "_" + what + "." + suffix;
    }
}
