package dev.throng.runner.cli.session;

import dev.throng.runner.cli.option.WebOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cluster.Run;
import dev.throng.runner.web.LiveServer;
import dev.throng.runner.web.WebSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the live page where the options say. */
final class LivePage {
    private LivePage() {}

    /** @param another makes a fresh run each time the page is told to start again; empty when one run is all there is */
    static LiveServer open(Run run, Optional<Supplier<Run>> another, WebOptions options) {
        WebSettings settings = options.settings();
        try {
            return LiveServer.start(run, another, settings);
        } catch (IOException taken) {
            if (!options.anyPortWillDo()) {
                throw new Refusal(
                        ExitCode.INVALID,
                        "cannot serve the live page on %s:%d: %s; choose another with --web-port, or none with --headless"
                                .formatted(settings.host(), settings.port(), taken.getMessage()));
            }
            return anywhere(run, another, settings);
        }
    }

    private static LiveServer anywhere(Run run, Optional<Supplier<Run>> another, WebSettings settings) {
        try {
            return LiveServer.start(run, another, settings.at(settings.host(), 0));
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "cannot serve the live page on %s: %s; --headless does without"
                            .formatted(settings.host(), e.getMessage()));
        }
    }
}
