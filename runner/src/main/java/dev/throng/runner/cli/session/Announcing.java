package dev.throng.runner.cli.session;

import dev.throng.runner.cli.option.NotifyOptions.Listener;
import dev.throng.runner.cli.option.OutputOptions;
import dev.throng.runner.files.Destination;
import dev.throng.runner.notify.Delivery;
import dev.throng.runner.notify.Notice;
import dev.throng.runner.notify.NoticeDispatch;
import dev.throng.runner.notify.Receiver;
import dev.throng.runner.notify.ResultNotice;
import dev.throng.runner.notify.Sender;
import dev.throng.runner.report.Result;
import dev.throng.runner.verdict.End;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells webhooks how a run ended, when everything else is done: what comes of it is said, and changes no exit code. */
public final class Announcing implements Consumer<Result> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of somebody who has asked the run to end. */
    private static final Duration IMPATIENCE = Duration.ofSeconds(5);

    private final List<Listener> listeners;
    private final OutputOptions output;
    private final PrintWriter err;

    public Announcing(List<Listener> listeners, OutputOptions output, PrintWriter err) {
        this.listeners = listeners;
        this.output = output;
        this.err = err;
    }

    @Override
    public void accept(Result result) {
        Notice notice = ResultNotice.of(result, command(), System.getenv());
        List<Receiver> told = listeners.stream()
                .filter(listener -> listener.outcomes().contains(notice.outcome()))
                .map(Listener::receiver)
                .toList();
        if (told.isEmpty()) {
            return;
        }
        try (Sender sender = new Sender(patience(result.end()))) {
            NoticeDispatch.all(sender, told, notice).forEach(this::say);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.flush();
    }

    private static Duration patience(End end) {
        return switch (end) {
            case INTERRUPTED, TERMINATED -> IMPATIENCE;
            case COMPLETE, ABORTED_BY_THRESHOLD, BROKEN -> PATIENCE;
        };
    }

    private void say(Delivery delivery) {
        if (!delivery.sent()) {
            err.println("throng: " + delivery.name() + " was not told: " + delivery.message());
        } else if (!output.quiet) {
            err.println("told " + delivery.name());
        }
    }

    private Optional<String> command() {
        return Optional.ofNullable(output.result.json)
                .filter(file -> Destination.of(file).isReplaced())
                .map(file -> "throng report " + file + " --html report.html");
    }
}
