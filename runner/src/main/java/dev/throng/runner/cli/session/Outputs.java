package dev.throng.runner.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.throng.runner.cli.option.OutputOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cluster.Run;
import dev.throng.runner.files.Destination;
import dev.throng.runner.report.JunitXml;
import dev.throng.runner.report.Markdown;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import dev.throng.runner.report.ResultStore;
import dev.throng.runner.report.csv.CsvFiles;
import dev.throng.runner.report.csv.CsvPage;
import dev.throng.runner.stats.total.Live;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run. Those that can't be written are known before the run starts; what fails later is told at the end and
 * takes nothing else with it. Pages are made on the run's thread and written on one of their own, since a disk may stand still
 * and the run must not; files of the result are written on the caller's thread.
 */
public final class Outputs {
    private final OutputOptions options;
    private final Optional<CsvFiles> csv;
    private final ExecutorService pages = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("csv").factory());
    private final AtomicBoolean writing = new AtomicBoolean();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private boolean jsonWritten;

    private Outputs(OutputOptions options, Optional<CsvFiles> csv) {
        this.options = options;
        this.csv = csv;
    }

    /** Makes what grows during the run, and tries whether the rest can be written. */
    public static Outputs open(OutputOptions options) {
        options.check();
        try {
            for (Path file : options.resultFiles()) {
                Destination.of(file).prepare();
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
                if (underWay(live.state()) && writing.compareAndSet(false, true)) {
                    var unused = page(run, live)
                            .thenAcceptAsync(page -> write(page, false), pages)
                            .whenComplete((written, failure) -> writing.set(false));
                }
            });
        }
    }

    private static CompletableFuture<CsvPage> page(Run run, Live live) {
        return run.ask(totals -> CsvPage.of(totals, live, System.currentTimeMillis() / 1000));
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
    public void write(Result result) {
        jsonWritten = write(options.result.json, out -> ResultJson.write(result, out));
        write(options.result.reports.html, out -> ResultFiles.html(result, out));
        write(options.result.reports.junit, out -> out.write(JunitXml.of(result).getBytes(UTF_8)));
        write(
                options.result.reports.markdown,
                out -> out.write(Markdown.of(result).getBytes(UTF_8)));
        options.history.ifPresent(history -> keep(history, result));
    }

    private void keep(ResultStore history, Result result) {
        try {
            history.keep(result);
        } catch (IOException e) {
            problems.add("the history: " + reason(e));
        }
    }

    /** What could not be written, and why. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Whether a file holds everything, and all others can be made of it. */
    boolean kept() {
        return jsonWritten;
    }

    private void lastPage(Run run) throws InterruptedException {
        if (csv.isPresent()) {
            try {
                CompletableFuture<CsvPage> page = page(run, run.live());
                pages.submit(() -> write(page.join(), true)).get();
            } catch (ExecutionException e) {
                problems.add("the CSV files: " + e.getCause());
            }
        }
    }

    /** A row per second at most. */
    private void write(CsvPage page, boolean last) {
        try {
            csv.orElseThrow().write(page, last);
        } catch (IOException e) {
            String problem = "the CSV files: " + reason(e);
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }
    }

    private boolean write(@Nullable Path file, Destination.Content content) {
        if (file == null) {
            return false;
        }
        try {
            Destination.of(file).write(content);
            return true;
        } catch (IOException e) {
            problems.add(file + ": " + reason(e));
            return false;
        }
    }

    static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replaceAll("(FileSystem)?Exception$", "");
        return e.getMessage() + (kind.isEmpty() || kind.equals("IO") ? "" : " (" + words(kind) + ")");
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
