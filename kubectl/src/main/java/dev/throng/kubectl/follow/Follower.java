package dev.throng.kubectl.follow;

import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import dev.throng.api.status.Phase;
import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.cluster.Reports;
import dev.throng.kubectl.terminal.Drawing;
import dev.throng.kubectl.terminal.Interruption;
import dev.throng.kubectl.terminal.Words;
import dev.throng.runner.cli.option.OutputOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.session.Outputs;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.summary.Summary;
import dev.throng.runner.report.console.text.Terminal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows a run to its verdict: a view in place on a terminal, a line now and then elsewhere, and at the end the summary and
 * the files. It reads the status once a second, which anybody may who may read LoadTests.
 */
final class Follower {
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LINE_EVERY = Duration.ofSeconds(10);
    private static final Duration OPERATOR = Duration.ofSeconds(20);
    private static final Duration AWAY = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final PrintWriter err;
    private final OutputOptions files;
    private final Terminal terminal = Terminal.detect(System.out, System.getenv());
    private final PrintStream out = System.out;
    private final Interruption interruption;
    private String said = "";
    private boolean aborted;

    Follower(Cluster cluster, PrintWriter err, OutputOptions files, Interruption.Policy policy) {
        this.cluster = cluster;
        this.err = err;
        this.files = files;
        this.interruption = Interruption.handled(policy);
    }

    /** To the end; the verdict's exit code. */
    int follow(LoadTest asked) throws InterruptedException {
        Outputs outputs = Outputs.open(files);
        LoadTest last;
        try (Drawing drawing = new Drawing(out, terminal)) {
            Optional<LoadTest> end = watch(asked, drawing);
            if (end.isEmpty()) {
                err.println("left: the run goes on; 'kubectl throng abort " + asked.name()
                        + "' ends it, 'kubectl throng top' shows it");
                return interruption.code();
            }
            last = end.get();
        }
        return conclude(last, outputs);
    }

    /** Until the run is over; empty when it was left. */
    private Optional<LoadTest> watch(LoadTest asked, Drawing drawing) throws InterruptedException {
        long taken = System.nanoTime(); // when the operator was last seen to have taken what is asked for
        long reached = taken;
        long lined = 0;
        boolean warned = false;
        while (true) {
            Optional<LoadTest> read = read(asked);
            long now = System.nanoTime();
            if (read.isPresent()) {
                reached = now;
                LoadTest test = read.get();
                if (test.isOver()) {
                    return Optional.of(test);
                }
                if (test.observed()) {
                    taken = now;
                }
                if (!warned && now - taken > OPERATOR.toNanos()) {
                    drawing.say(
                            "nobody has taken it after " + OPERATOR.toSeconds()
                                    + " s: is the operator running? (kubectl get pods -A -l app.kubernetes.io/name=throng-operator)");
                    warned = true;
                }
                drawing.draw(test.observed() ? Frame.lines(test) : List.of(test.name(), "waiting for the operator"));
                if (!drawing.possible() && news(test, now - lined > LINE_EVERY.toNanos())) {
                    lined = now;
                }
            } else if (now - reached > AWAY.toNanos()) {
                throw new Refusal(
                        ExitCode.BROKEN,
                        "the cluster can't be reached for " + AWAY.toMinutes() + " minutes; the run may go on");
            }
            for (long waited = 0; waited < BEAT.toMillis() && !interruption.pending(); waited += 50) {
                Thread.sleep(50);
            }
            if (interruption.pending() && !aborted) {
                switch (interruption.choose(asked.name(), drawing)) {
                    case GO_ON -> {}
                    case LEAVE -> {
                        return Optional.empty();
                    }
                    case ABORT -> {
                        cluster.change(asked, Map.of("abort", true));
                        drawing.say("aborting: what was measured is kept");
                        aborted = true;
                    }
                }
            } else if (aborted) {
                Thread.sleep(BEAT);
            }
        }
    }

    private Optional<LoadTest> read(LoadTest asked) {
        try {
            Optional<LoadTest> found = cluster.find(asked.name());
            if (found.isEmpty()) {
                throw new Refusal(ExitCode.BROKEN, asked.name() + " was deleted while it was followed");
            }
            return found;
        } catch (KubernetesClientException e) {
            if (e.getCode() != 0 && e.getCode() < 500) {
                throw e;
            }
            return Optional.empty(); // the API server restarts, the network is away: the run knows nothing of it
        }
    }

    /** A line where there is no terminal: at each change of what it does, and now and then. */
    private boolean news(LoadTest test, boolean due) {
        boolean running = test.status().phase() == Phase.Running;
        String state = running ? "running" : test.observed() ? Frame.waiting(test) : "waiting for the operator";
        if (state.equals(said) && !(running && due)) {
            return false;
        }
        said = state;
        out.println(
                running
                        ? Stream.concat(
                                        Stream.of(Words.orNone(test.status().runId())),
                                        Frame.lines(test).stream().skip(2))
                                .reduce((a, b) -> a + " · " + b)
                                .orElse("")
                        : test.name() + ": " + state);
        out.flush();
        return true;
    }

    private int conclude(LoadTest test, Outputs outputs) {
        Optional<Condition> invalid =
                test.condition("Valid").filter(condition -> condition.status() == ConditionStatus.False);
        if (invalid.isPresent()) {
            throw new Refusal(
                    ExitCode.INVALID, test.name() + ": " + invalid.get().message());
        }
        Optional<Result> result = Reports.ofLatest(cluster, test, err);
        result.ifPresent(found -> Summary.print(found, terminal));
        result.ifPresent(outputs::write);
        outputs.problems().forEach(problem -> err.println("kubectl throng: could not write " + problem));
        if (result.isEmpty()) {
            test.condition("Finished")
                    .ifPresent(
                            end -> out.println(test.name() + ": " + end.reason() + ": " + Words.clean(end.message())));
            if (!files.resultFiles().isEmpty()) {
                err.println("kubectl throng: there is no report to write files of");
            }
        }
        err.flush();
        int verdict = Reports.exitCode(test);
        boolean unwritten = !outputs.problems().isEmpty()
                || result.isEmpty() && !files.resultFiles().isEmpty();
        return verdict == ExitCode.PASSED && unwritten ? ExitCode.BROKEN : verdict;
    }
}
