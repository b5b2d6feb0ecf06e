package dev.throng.runner.cli;

import dev.throng.runner.cli.option.DurationOption;
import dev.throng.runner.cli.option.ShareOption;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.process.Signals;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.stats.Figure;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo-target",
        description = DemoTargetCommand.ABOUT,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It answers:",
            "  POST /api/v1/auth/login            {email, password} -> {access_token}",
            "  GET  /api/v1/items?page=1&limit=20 a page; also POST to create",
            "  GET  /api/v1/items/{id}            1 to 1000 are there; also PUT, PATCH, DELETE",
            "  GET  /api/v1/items/search?q=text   at most 20 of them",
            "  GET  /health",
            "  GET  /-/count                      how many requests it has answered",
            "The same under /api/v1/users, and both without /api/v1."
        })
final class DemoTargetCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Serves a small HTTP API to try load tests against, until Ctrl-C.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = {"-p", "--port"},
            defaultValue = "8000",
            paramLabel = "P",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--latency",
            defaultValue = "0s",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Time every answer takes, such as 5ms (default: none).")
    private Duration latency = Duration.ZERO;

    @Option(
            names = "--jitter",
            defaultValue = "0s",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Random addition to the latency, from 0 to this (default: none).")
    private Duration jitter = Duration.ZERO;

    @Option(
            names = "--error-rate",
            defaultValue = "0%",
            paramLabel = "SHARE",
            converter = ShareOption.class,
            description = "Share of requests answered with 503, such as 1%% (default: none).")
    private double errorRate;

    @Option(
            names = "--writes-per-second",
            defaultValue = "0",
            paramLabel = "N",
            description = "Creations beyond this rate get 429 (default: no limit).")
    private int writesPerSecond;

    @Option(names = "--require-login", description = "Answer 401 to calls without the login's token.")
    private boolean requireLogin;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "Write a line per answered request: method, path, status.")
    private @Nullable Path accessLog;

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (DemoTarget target = DemoTarget.start(options())) {
            Signals.onEnd(code -> ended.countDown());
            var out = spec.commandLine().getOut();
            out.println("demo target on http://" + host + ":" + target.port() + " (Ctrl-C ends it)");
            out.flush();
            ended.await();
            out.println(Figure.of(target.answered(), "request") + " answered");
            out.flush();
            return ExitCode.PASSED;
        } catch (UncheckedIOException e) {
            throw new Refusal(ExitCode.BROKEN, String.valueOf(e.getMessage()));
        }
    }

    private DemoOptions options() {
        return new DemoOptions(
                host, port, latency, jitter, errorRate, writesPerSecond, requireLogin, Optional.ofNullable(accessLog));
    }
}
