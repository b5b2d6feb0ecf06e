package dev.throng.runner.cli;

import dev.throng.runner.plan.Plan;
import picocli.CommandLine;

/** One run from the command line's point of view. */
final class Session {
    Session(CommandLine command, WebOptions web, OutputOptions output) {}

    int run(Plan plan, int workers) {
        return workers + plan.phases().size();
    }
}
