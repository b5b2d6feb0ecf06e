package dev.throng.runner.cli;

import dev.throng.runner.cluster.Run;
import dev.throng.runner.report.Result;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;

/** One run from the command line's point of view: shown while it goes on, ended by signals, written at the end. */
final class Session {
    private final PrintWriter err;
    private final OutputOptions options;

    Session(CommandLine command, OutputOptions options) {
        this.err = command.getErr();
        this.options = options;
    }

    /** What starts the run; called when everything that may refuse it has had its say. */
    interface Start {
        Run start();
    }

    /** Runs it to its end; the verdict's exit code. */
    int run(Start start) throws InterruptedException {
        Outputs outputs = Outputs.open(options);
        Run run = start.start();
        Signals.onEnd(code -> run.stop(code == ExitCode.TERMINATED ? Run.StopReason.TERMINATED : Run.StopReason.USER));
        outputs.follow(run);
        Result result = await(run);
        outputs.finish(run, result);
        outputs.problems().forEach(problem -> err.println("throng: could not write " + problem));
        int exitCode = result.verdict().exitCode();
        return exitCode == ExitCode.PASSED && !outputs.problems().isEmpty() ? ExitCode.BROKEN : exitCode;
    }

    private static Result await(Run run) throws InterruptedException {
        try {
            return run.result().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run ended without a result", e.getCause());
        }
    }
}
