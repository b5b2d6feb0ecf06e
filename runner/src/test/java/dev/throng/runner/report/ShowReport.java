package dev.throng.runner.report;

import dev.throng.runner.report.html.HtmlReport;
import dev.throng.runner.web.FakeRun;
import java.nio.file.Path;

/** Reports of invented runs, to look at while working on them: {@code ShowReport FOLDER}. */
final class ShowReport {
    private ShowReport() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        FakeRun passed = new FakeRun(FakeRun.staged(1), FakeRun.shop(), 4);
        passed.advance(1000);
        HtmlReport.write(passed.result().join(), folder.resolve("passed.html"));
        FakeRun failed = new FakeRun(FakeRun.staged(1), FakeRun.hostile(), 2)
                .against(passed.result().join());
        failed.degrade(
                95, 101, "degraded", "items-api-worker-1 was lost; its users were missing until the others took them");
        failed.advance(1000);
        HtmlReport.write(failed.result().join(), folder.resolve("failed.html"));
    }
}
