package dev.throng.runner.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.html.HtmlReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;

/** Results in forms that take a writer instead of bytes. */
final class ResultFiles {
    private ResultFiles() {}

    /** Leaves the stream open. */
    static void html(Result result, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        HtmlReport.write(result, writer);
        writer.flush();
    }
}
