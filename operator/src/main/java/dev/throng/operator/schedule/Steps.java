package dev.throng.operator.schedule;

import dev.throng.operator.schedule.Seen.Child;
import dev.throng.operator.schedule.Seen.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides about a schedule: whether something is due, whether it may start, what has outlived its use. Pure. */
final class Steps {
    private Steps() {}

    static Step.Decided decide(Seen seen) {
        return switch (seen.timetable()) {
            case Timetable.Wrong _ -> new Step.Decided(new Step.Rest(), Optional.empty(), outlived(seen));
            case Timetable.Known known
            when seen.suspend() -> new Step.Decided(new Step.Rest(), Optional.empty(), outlived(seen));
            case Timetable.Known known ->
                new Step.Decided(
                        step(seen, known.cron()), Optional.of(known.cron().next(seen.now())), outlived(seen));
        };
    }

    /** Of several times that were missed only the last one counts. */
    private static Step step(Seen seen, Cron cron) {
        return cron.last(seen.dealtWith(), seen.now())
                .map(due -> due(seen, due))
                .orElseGet(Step.Rest::new);
    }

    private static Step due(Seen seen, Instant due) {
        Duration late = Duration.between(due, seen.now());
        if (seen.startingDeadline()
                .filter(deadline -> late.compareTo(deadline) > 0)
                .isPresent()) {
            return new Step.Skip(
                    due,
                    "MissedDeadline",
                    "the start was " + late.toSeconds() + " s late, more than startingDeadlineSeconds");
        }
        List<String> active = seen.active().stream().map(Child::name).toList();
        if (active.isEmpty()) {
            return new Step.Start(due);
        }
        return switch (seen.policy()) {
            case Allow -> new Step.Start(due);
            case Forbid ->
                new Step.Skip(
                        due,
                        "StillRunning",
                        active.getFirst() + " is still under way, and concurrencyPolicy is Forbid");
            case Replace ->
                new Step.Abort(
                        due,
                        seen.active().stream()
                                .filter(child -> !child.aborting())
                                .map(Child::name)
                                .toList());
        };
    }

    private static List<String> outlived(Seen seen) {
        return Stream.concat(
                        beyond(seen, seen.successfulLimit(), true).stream(),
                        beyond(seen, seen.failedLimit(), false).stream())
                .toList();
    }

    private static List<String> beyond(Seen seen, int limit, boolean passed) {
        return seen.children().stream()
                .filter(child -> !child.active() && child.passed() == passed)
                .sorted(Comparator.comparing(Child::due).reversed())
                .skip(limit)
                .map(Child::name)
                .toList();
    }
}
