package dev.throng.runner.cli.session;

import dev.throng.runner.files.Destination;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Where a result goes when it can't go where it was to: a run can't be made again. */
final class FallbackOutput {
    private FallbackOutput() {}

    /** Writes the whole result where there is room for it; empty when that is nowhere. */
    static Optional<Path> keep(Result result) {
        return keep(
                result,
                Stream.of("java.io.tmpdir", "user.dir", "user.home")
                        .map(System::getProperty)
                        .map(Path::of)
                        .toList());
    }

    static Optional<Path> keep(Result result, List<Path> folders) {
        String name = "throng-" + result.name().replaceAll("[^A-Za-z0-9.-]", "_") + "-" + result.runId() + ".json.gz";
        return folders.stream()
                .map(folder -> folder.resolve(name).toAbsolutePath())
                .filter(file -> written(result, file))
                .findFirst();
    }

    private static boolean written(Result result, Path file) {
        try {
            Destination.of(file).write(out -> {
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                ResultJson.write(result, gzip);
                gzip.finish();
            });
            return true;
        } catch (IOException full) {
            return false; // the next folder may be on another disk
        }
    }
}
