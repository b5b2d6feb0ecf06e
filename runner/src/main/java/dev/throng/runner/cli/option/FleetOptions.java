package dev.throng.runner.cli.option;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many worker processes drive a run on this machine. */
public final class FleetOptions {
    private static final String AUTO = "auto";

    @Option(
            names = "--workers",
            paramLabel = "N|auto",
            description =
                    "Drive the load from N worker processes on this machine instead of from this one; auto: as many as a short calibration says, and more where they don't keep up.")
    private @Nullable String workers;

    @Option(
            names = "--max-workers",
            paramLabel = "N",
            description =
                    "As long as the generator is the bottleneck, add workers up to so many; with --workers auto this machine's processors unless told otherwise.")
    private @Nullable Integer most;

    /** Refuses what is none. */
    public void check() {
        if (workers != null && !isAuto() && !workers.matches("[1-9][0-9]{0,2}")) {
            throw new Refusal(ExitCode.INVALID, "--workers: auto, or a number from 1 to 999, not " + workers);
        }
        if (most != null && (workers == null || most < 1 || most < fixed().orElse(1))) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "--max-workers: at least as many as --workers, which has to be there too, not " + most);
        }
    }

    /** Whether processes of their own drive the load. */
    public boolean apart() {
        return workers != null;
    }

    public boolean isAuto() {
        return AUTO.equals(workers);
    }

    /** Their number, when it is told. */
    public OptionalInt fixed() {
        return workers == null || isAuto() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(workers));
    }

    /** The most there may be, beginning with so many. */
    public int most(int first) {
        return most != null ? most : isAuto() ? Runtime.getRuntime().availableProcessors() : first;
    }
}
