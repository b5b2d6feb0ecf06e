package dev.throng.runner.cli.file;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Stored results, as the command line reads them. */
public final class Results {
    private Results() {}

    /** Compressed or not; {@code -} is standard input. */
    public static Result read(Path file) {
        try (InputStream in = open(file)) {
            return read(in);
        } catch (NoSuchFileException e) {
            throw new Refusal(ExitCode.INVALID, file + ": there is no such file");
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, file + ": " + e.getMessage());
        }
    }

    /** Compressed or not; leaves the stream open. */
    public static Result read(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        return ResultJson.read(compressed(in) ? new GZIPInputStream(in) : in);
    }

    private static InputStream open(Path file) throws IOException {
        return file.toString().equals("-") ? System.in : Files.newInputStream(file);
    }

    /** By the two bytes that gzip begins with. */
    private static boolean compressed(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }
}
