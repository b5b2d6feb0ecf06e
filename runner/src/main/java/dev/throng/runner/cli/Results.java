package dev.throng.runner.cli;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Stored results, as the command line reads them. */
final class Results {
    private Results() {}

    static Result read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return ResultJson.read(in);
        } catch (NoSuchFileException e) {
            throw new Refusal(ExitCode.INVALID, file + ": there is no such file");
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, file + ": " + e.getMessage());
        }
    }
}
