package dev.throng.runner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.throng.runner.cluster.Run;
import dev.throng.runner.report.CsvFiles;
import dev.throng.runner.report.CsvPage;
import dev.throng.runner.report.JunitXml;
import dev.throng.runner.report.Markdown;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import dev.throng.runner.stats.Live;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run. Those that can't be written are known before the run starts; what fails later is told at the end and
 * takes nothing else with it. Pages are written on the run's thread, files of the result on the caller's.
 */
final class Outputs {
    private final OutputOptions options;
    private final Optional<CsvFiles> csv;
    private final List<String> problems = new ArrayList<>();

    private Outputs(OutputOptions options, Optional<CsvFiles> csv) {
        this.options = options;
        this.csv = csv;
    }

    /** Makes what grows during the run, and tries whether the rest can be written. */
    static Outputs open(OutputOptions options) {
        try {
            for (Path file : options.resultFiles()) {
                Path folder = file.toAbsolutePath().getParent();
                Files.createDirectories(folder);
                Files.delete(Files.createTempFile(folder, ".throng", null));
            }
            return new Outputs(
                    options,
                    options.csvPrefix == null
                            ? Optional.empty()
                            : Optional.of(new CsvFiles(Path.of(options.csvPrefix), options.csvFullHistory)));
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "cannot write the results: " + reason(e));
        }
    }

    /** Keeps the files that grow up to date while the run goes on. */
    void follow(Run run) {
        if (csv.isPresent()) {
            run.onTick(live -> {
                if (underWay(live.state())) {
                    var _ = run.ask(totals -> page(CsvPage.of(totals, live, System.currentTimeMillis() / 1000)));
                }
            });
        }
    }

    private static boolean underWay(Live.State state) {
        return switch (state) {
            case READY, WAITING_FOR_WORKERS, STOPPED -> false;
            case WARMING_UP, RUNNING, STOPPING -> true;
        };
    }

    /** Writes everything that is made of the result. */
    void finish(Run run, Result result) throws InterruptedException {
        lastPage(run);
        write(result);
    }

    /** The files that are made of nothing else. */
    void write(Result result) {
        write(options.json, out -> ResultJson.write(result, out));
        write(options.html, out -> ResultFiles.html(result, out));
        write(options.junit, out -> out.write(JunitXml.of(result).getBytes(UTF_8)));
        write(options.markdown, out -> out.write(Markdown.of(result).getBytes(UTF_8)));
    }

    /** What could not be written, and why. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void lastPage(Run run) throws InterruptedException {
        if (csv.isPresent()) {
            try {
                Live live = run.live();
                run.ask(totals -> page(CsvPage.of(totals, live, System.currentTimeMillis() / 1000)))
                        .get();
            } catch (ExecutionException e) {
                problems.add("the CSV files: " + e.getCause());
            }
        }
    }

    /** A row per second at most; on the run's thread, and at the end on the caller's. */
    private boolean page(CsvPage page) {
        try {
            csv.orElseThrow().write(page);
            return true;
        } catch (IOException e) {
            String problem = "the CSV files: " + reason(e);
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
            return false;
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Beside the file first, so that nobody reads half of one. */
    private void write(@Nullable Path file, Content content) {
        if (file == null) {
            return;
        }
        Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
                content.writeTo(out);
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            problems.add(file + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replaceAll("(FileSystem)?Exception$", "");
        return e.getMessage() + (kind.isEmpty() || kind.equals("IO") ? "" : " (" + words(kind) + ")");
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
    }
}
