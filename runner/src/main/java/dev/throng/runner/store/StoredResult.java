package dev.throng.runner.store;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPOutputStream;

/**
 * A result as it is stored.
 *
 * @param name of run and start, so that a run of another LoadTest of the same name does not take its place
 * @param bytes gzip-compressed JSON
 */
record StoredResult(String name, byte[] bytes) {
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static StoredResult of(Result result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            ResultJson.write(result, gzip);
        }
        return new StoredResult(
                result.runId() + "-" + START.format(result.startedAt()) + ".json.gz", bytes.toByteArray());
    }
}
