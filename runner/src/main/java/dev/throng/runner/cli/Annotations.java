package dev.throng.runner.cli;

import dev.throng.api.file.yaml.Location;
import dev.throng.api.verdict.ThresholdSpec;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.report.Result;
import dev.throng.runner.verdict.Comparison.Compared;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Why a run did not pass, at the lines of the file that asked for it. */
final class Annotations {
    private final TestFile test;
    private final String file;
    private final List<Finding> findings = new ArrayList<>();

    private Annotations(TestFile test, String file) {
        this.test = test;
        this.file = file;
    }

    /** @param file what its lines are of, as the one who is told knows it */
    static List<Finding> of(Result result, TestFile test, String file) {
        Annotations all = new Annotations(test, file);
        Verdict verdict = result.verdict();
        all.thresholds(verdict.thresholds());
        result.comparison().ifPresent(comparison -> all.compared(comparison.rows()));
        if (verdict.outcome() == Verdict.Outcome.UNKNOWN
                || verdict.outcome() == Verdict.Outcome.FAILED && all.findings.isEmpty()) {
            all.add("metadata.name", verdict.reason() + ": " + verdict.message());
        }
        return List.copyOf(all.findings);
    }

    /** They are judged in the file's order; what the command line and budgets add is in no line of it. */
    private void thresholds(List<ThresholdResult> judged) {
        List<String> written = new ArrayList<>();
        for (ThresholdSpec spec : Optional.ofNullable(test.spec().thresholds()).orElse(List.of())) {
            written.add(Objects.requireNonNullElse(spec.expect(), ""));
        }
        for (ThresholdResult row : judged) {
            int index = written.indexOf(row.expression());
            if (!row.passed()) {
                add(index < 0 ? "spec" : "spec.thresholds[" + index + "].expect", row.message());
            }
            if (index >= 0) {
                written.set(index, "");
            }
        }
    }

    private void compared(List<Compared> rows) {
        String path = test.spec().baseline() == null ? "metadata.name" : "spec.baseline";
        rows.stream().filter(row -> !row.passed()).forEach(row -> add(path, "Regression: " + row.message()));
    }

    private void add(String path, String message) {
        Location place = test.place(path).orElse(new Location(1, 1));
        findings.add(new Finding(true, file, place.line(), place.column(), message));
    }
}
