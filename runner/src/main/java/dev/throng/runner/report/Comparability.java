package dev.throng.runner.report;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.verdict.End;
import dev.throng.runner.verdict.GeneratorHealth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether two results say anything about each other: the same users did the same things at the same load, undisturbed. */
final class Comparability {
    private static final double SAME_LOAD = 0.02;

    private Comparability() {}

    /** What has to be alike of a run, or undisturbed. */
    record Side(GeneratorHealth health, End end, String spec, List<Result.Point> series, boolean searched) {
        static Side of(Result run) {
            return new Side(
                    run.health(),
                    run.end(),
                    run.spec(),
                    run.series(),
                    run.findings().capacity().isPresent());
        }

        private double load() {
            return series.stream()
                    .mapToDouble(point -> point.intendedUsers() + point.intendedRate())
                    .max()
                    .orElse(0);
        }

        private Optional<LoadTestSpec> read() {
            if (spec.isBlank()) {
                return Optional.empty();
            }
            return LoadTestReader.read("spec", spec.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Accepted file
                            && !file.loadTests().isEmpty()
                    ? Optional.of(file.loadTests().getFirst().spec())
                    : Optional.empty();
        }
    }

    /** Why not, a sentence each; empty when they do. */
    static List<String> reasons(Side before, Side now) {
        List<String> reasons = new ArrayList<>();
        undisturbed("the earlier run", before, reasons);
        undisturbed("this run", now, reasons);
        Optional<LoadTestSpec> earlier = before.read();
        Optional<LoadTestSpec> later = now.read();
        if (earlier.isPresent()
                && later.isPresent()
                && !String.valueOf(earlier.get().scenario())
                        .equals(String.valueOf(later.get().scenario()))) {
            reasons.add("the users of the two runs do not do the same: their scenarios differ");
        }
        if (before.searched || now.searched) {
            reasons.add("a search for the capacity drives a load of its own each time");
        } else if (different(before.load(), now.load())) {
            reasons.add("the load is not the same: %.0f and %.0f users or arrivals/s at the most"
                    .formatted(before.load(), now.load()));
        }
        return List.copyOf(reasons);
    }

    private static void undisturbed(String which, Side run, List<String> reasons) {
        if (!run.health().healthy()) {
            reasons.add(which + "'s generator was the bottleneck: "
                    + run.health().reasons().getFirst());
        }
        if (run.end() != End.COMPLETE && run.end() != End.ABORTED_BY_THRESHOLD) {
            reasons.add(which + " did not reach its own end");
        }
    }

    private static boolean different(double one, double other) {
        return Math.abs(one - other) > SAME_LOAD * Math.max(one, other) + 1;
    }
}
