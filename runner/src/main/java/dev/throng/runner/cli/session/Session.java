package dev.throng.runner.cli.session;

import dev.throng.runner.cli.option.OutputOptions;
import dev.throng.runner.cli.option.WebOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.process.Signals;
import dev.throng.runner.cli.process.Version;
import dev.throng.runner.cluster.Run;
import dev.throng.runner.export.Exporting;
import dev.throng.runner.files.Destination;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.live.ConsoleView;
import dev.throng.runner.report.console.summary.Summary;
import dev.throng.runner.report.console.text.Terminal;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.End;
import dev.throng.runner.web.LiveServer;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Runs from the command line's point of view: shown while they go on, ended by signals, written at the end. A file with a
 * load model is one run; one without waits for starts on the live page, as often as the user likes, until a signal.
 */
public final class Session {
    private static final Duration READERS = Duration.ofMinutes(10);

    /** How long whoever is sent metrics may take for the last ones. */
    private static final Duration LAST_METRICS = Duration.ofSeconds(10);

    private static final Duration LAST_METRICS_IN_A_HURRY = Duration.ofSeconds(3);

    private final PrintWriter err;
    private final OutputOptions options;
    private final WebOptions web;
    private final Terminal terminal;
    private final Supplier<Run> starter;
    private final boolean interactive;
    private boolean repeatable = true;
    /** Runs that the page has begun; empty when no more are wanted. */
    private final BlockingQueue<Optional<Run>> runs = new LinkedBlockingQueue<>();

    private final AtomicInteger signal = new AtomicInteger();
    private volatile @Nullable Run current;
    private volatile @Nullable Runnable termination;
    /** What is taken for the result by somebody who does not wait for it. */
    private volatile CompletableFuture<Result> hurried = new CompletableFuture<>();

    /**
     * @param interactive whether the run waits for the live page
     * @param starter makes a run; called when everything that may refuse it has had its say
     */
    public Session(
            CommandLine command, WebOptions web, OutputOptions options, boolean interactive, Supplier<Run> starter) {
        this.err = command.getErr();
        this.web = web;
        this.options = options;
        this.starter = starter;
        this.interactive = interactive;
        this.terminal = options.takesStandardOutput()
                ? Terminal.onStandardError(System.err, System.getenv())
                : Terminal.detect(System.out, System.getenv());
    }

    /** Runs to the end; the last verdict's exit code. */
    public int run() throws InterruptedException {
        boolean page = web.wanted(terminal.interactive());
        if (interactive && !page) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "the file has no load model: give it users and runTime, or stages; or give -u, -r and -t;"
                            + " or give --web-port to start it from the live page");
        }
        Outputs outputs = Outputs.open(options);
        Run first = begin();
        try (Closing server = page ? open(first) : () -> {}) {
            Signals.onEnd(this::end, this::hurry);
            int exitCode = followed(first, outputs);
            while (interactive && signal.get() == 0) {
                Optional<Run> next = runs.take();
                if (next.isPresent()) {
                    exitCode = followed(next.get(), outputs);
                }
            }
            return exitCode;
        }
    }

    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private Run begin() {
        Run run = starter.get();
        run.plan().scenario().ifPresent(scenario -> scenario.watch(new RunFiguresCache(run)::now));
        current = run;
        return run;
    }

    private Closing open(Run first) {
        Optional<Supplier<Run>> another =
                interactive && repeatable ? Optional.of(this::beginAnother) : Optional.empty();
        LiveServer server = LivePage.open(first, another, web);
        err.println("live page on " + server.url());
        return () -> close(server);
    }

    /** Not before Prometheus has the last values, nor while somebody looks at the page, unless somebody is in a hurry. */
    private void close(LiveServer server) {
        try (server) {
            server.awaitLastScrape(web.scrapeLimit(), () -> signal.get() != 0);
            if (terminal.interactive() && signal.get() == 0 && server.isLookedAt()) {
                err.println("the live page is open: it is served until it is closed, for " + READERS.toMinutes()
                        + " minutes at most; Ctrl-C ends this");
                err.flush();
                server.awaitReaders(READERS, () -> signal.get() != 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Run beginAnother() {
        Run run = begin();
        runs.add(Optional.of(run));
        return run;
    }

    /** The page cannot start another run after this one, whose results it shows until the process is told to end. */
    public void hasOneRun() {
        repeatable = false;
    }

    /** What SIGTERM does instead of ending the run; it does not return. */
    public void onTermination(Runnable leave) {
        termination = leave;
    }

    private void end(int code) {
        Runnable leave = termination;
        if (code == ExitCode.TERMINATED && leave != null) {
            leave.run();
        }
        signal.set(code);
        Run run = current;
        if (run != null) {
            tellOfTheEnd(run, code);
            run.stop(code == ExitCode.TERMINATED ? Run.StopReason.TERMINATED : Run.StopReason.USER);
        }
        runs.add(Optional.empty());
    }

    /** The end may take as long as the slowest answer; whoever has asked for it is to know. */
    private void tellOfTheEnd(Run run, int code) {
        if (run.live().state() == Live.State.READY || run.result().isDone()) {
            return;
        }
        err.println("ending the run: nothing new is started, requests in flight have up to "
                + Figure.seconds(run.plan().gracePeriod().toSeconds())
                + (code == ExitCode.INTERRUPTED ? "; Ctrl-C again ends it now, and keeps the results too" : ""));
        err.flush();
    }

    private void hurry(int code) {
        Run run = current;
        if (run != null && !run.result().isDone()) {
            err.println("ending now, with what was measured until now");
            err.flush();
            var unused = run.resultSoFar().thenAccept(hurried::complete);
        }
    }

    private int followed(Run run, Outputs outputs) throws InterruptedException {
        outputs.follow(run);
        Exporting exporting = Exporting.start(run, options.exports, web.namespace(), Version.text(), this::say);
        Result result;
        if (options.quiet) {
            result = await(run);
        } else {
            try (ConsoleView view = new ConsoleView(run.plan(), terminal)) {
                run.onTick(view);
                result = await(run);
            }
        }
        outputs.finish(run, result);
        int exitCode = conclude(result, outputs);
        exporting.finish(signal.get() == 0 ? LAST_METRICS : LAST_METRICS_IN_A_HURRY);
        options.afterwards.accept(result);
        return exitCode;
    }

    /** Says how it went, and where it went; the last line is true whatever could not be written. */
    private int conclude(Result result, Outputs outputs) {
        outputs.problems().forEach(problem -> err.println("throng: could not write " + problem));
        err.flush();
        if (outputs.problems().isEmpty()) {
            Summary.print(result, terminal);
        } else {
            Summary.printUnwritten(result, terminal);
        }
        boolean told = !terminal.failed() || outputs.kept();
        int verdict = signal.get() == ExitCode.HUNG_UP && result.end() == End.INTERRUPTED
                ? ExitCode.HUNG_UP
                : options.exitCode.applyAsInt(result);
        if (outputs.problems().isEmpty() && told) {
            return verdict;
        }
        int exitCode = verdict == ExitCode.PASSED ? ExitCode.BROKEN : verdict;
        String lost = told ? String.join("; ", outputs.problems()) : "this summary";
        String last = "could not write " + lost + "; " + place(result, outputs) + "; exit code " + exitCode;
        Summary.printUnwritten(last, terminal);
        if (!told) {
            err.println("throng: " + last);
            err.flush();
        }
        return exitCode;
    }

    private String place(Result result, Outputs outputs) {
        if (outputs.kept()) {
            String json = String.valueOf(options.result.json);
            return "the whole result is "
                    + (json.equals(Destination.STANDARD_OUTPUT) ? "on standard output" : "in " + json)
                    + ", of which 'throng report' makes the rest";
        }
        return FallbackOutput.keep(result)
                .map(file -> "the whole result is in " + file + " instead, of which 'throng report' makes the rest")
                .orElse("there was no room for the result anywhere else either");
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }

    private Result await(Run run) throws InterruptedException {
        try {
            hurried = new CompletableFuture<>();
            return run.result().applyToEither(hurried, result -> result).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run ended without a result", e.getCause());
        }
    }
}
