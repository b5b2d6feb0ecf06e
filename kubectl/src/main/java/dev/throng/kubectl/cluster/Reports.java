package dev.throng.kubectl.cluster;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ReportStatus;
import dev.throng.api.status.RunHistoryStatus;
import dev.throng.runner.cli.file.Results;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.report.Result;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results of runs, where the cluster keeps them. */
public final class Reports {
    private static final String KEY = "result.json.gz";

    private Reports() {}

    /** Of the run that the status is about; says why when there is none. */
    public static Optional<Result> ofLatest(Cluster cluster, LoadTest test, PrintWriter err) {
        try {
            return Optional.of(of(cluster, test.name(), test.status().report()));
        } catch (Refusal missing) {
            if (test.status().report() != null) {
                err.println("kubectl throng: " + missing.getMessage());
            }
            return Optional.empty();
        }
    }

    /**
     * By what a person calls a run: a stored file, a LoadTest (its latest run), or a run's id.
     *
     * @throws Refusal when there is none, or it can't be had from here
     */
    public static Result named(Cluster cluster, String name) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return Results.read(file);
        }
        Optional<LoadTest> whole = cluster.find(name);
        if (whole.isPresent()) {
            return of(cluster, name, whole.get().status().report());
        }
        int dash = name.lastIndexOf('-');
        Optional<LoadTest> owner = dash <= 0 ? Optional.empty() : cluster.find(name.substring(0, dash));
        return owner.map(test -> of(cluster, name, report(test, name)))
                .orElseGet(
                        () -> of(cluster, name, cluster.loadTest(name).status().report()));
    }

    private static @Nullable ReportStatus report(LoadTest test, String runId) {
        LoadTestStatus status = test.status();
        if (runId.equals(status.runId())) {
            return status.report();
        }
        List<RunHistoryStatus> history = Optional.ofNullable(status.history()).orElse(List.of());
        return history.stream()
                .filter(run -> runId.equals(run.runId()))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ExitCode.INVALID,
                        "there is no run " + runId + " of " + test.name() + " any more; 'kubectl throng history "
                                + test.name() + "' lists them"))
                .report();
    }

    private static Result of(Cluster cluster, String name, @Nullable ReportStatus report) {
        if (report == null) {
            throw new Refusal(ExitCode.INVALID, name + " has no report (yet)");
        }
        if (report.configMap() == null) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "the report of " + name + " is in "
                            + (report.persistentVolumeClaim() == null
                                    ? "a bucket: " + report.location()
                                    : "the claim " + report.persistentVolumeClaim() + ", file " + report.location())
                            + "; fetch it from there, then 'throng report FILE'");
        }
        ConfigMap kept = cluster.configMap(report.configMap())
                .orElseThrow(() -> new Refusal(
                        ExitCode.INVALID,
                        "the report of " + name + " is gone: there is no ConfigMap " + report.configMap()));
        String data = kept.getBinaryData().get(KEY);
        if (data == null) {
            throw new Refusal(ExitCode.INVALID, "ConfigMap " + report.configMap() + " has no " + KEY);
        }
        try {
            return Results.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "the report of " + name + " can't be read: " + e.getMessage()
                            + "; is this plug-in as new as the operator?");
        }
    }

    /** What a run's end means to a script. */
    public static int exitCode(LoadTest test) {
        String reason = test.condition("Finished").map(Condition::reason).orElse("");
        return switch (reason) {
            case "Passed" -> ExitCode.PASSED;
            case "ThresholdsFailed" -> ExitCode.FAILED;
            case "Invalid" -> ExitCode.INVALID;
            case "GeneratorUnhealthy" -> ExitCode.GENERATOR_UNHEALTHY;
            case "Uncertain" -> ExitCode.UNCERTAIN;
            case "Aborted" -> ExitCode.INTERRUPTED;
            default -> ExitCode.BROKEN;
        };
    }
}
