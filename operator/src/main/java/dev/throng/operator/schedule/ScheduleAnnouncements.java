package dev.throng.operator.schedule;

import dev.throng.operator.loadtest.status.Announcement;
import dev.throng.operator.schedule.Seen.Timetable;
import java.util.ArrayList;
import java.util.List;

/** What is worth an event of a schedule's. Pure. */
final class ScheduleAnnouncements {
    private ScheduleAnnouncements() {}

    static List<Announcement> of(Seen seen, Step.Decided decided) {
        if (seen.timetable() instanceof Timetable.Wrong wrong) {
            return List.of(new Announcement(true, "Invalid", wrong.message(), "invalid/" + seen.generation()));
        }
        List<Announcement> list = new ArrayList<>();
        seen.template()
                .ifPresent(wrong -> list.add(new Announcement(
                        true,
                        wrong.reason(),
                        wrong.message(),
                        "template/" + seen.generation() + "/" + wrong.message())));
        list.addAll(of(decided.step()));
        return list;
    }

    private static List<Announcement> of(Step step) {
        return switch (step) {
            case Step.Rest _ -> List.of();
            case Step.Refused refused ->
                List.of(new Announcement(
                        true,
                        "Refused",
                        "the run that was due at " + refused.due() + " could not be made: " + refused.message(),
                        "refused/" + refused.due() + "/" + refused.message()));
            case Step.Start start ->
                List.of(new Announcement(
                        false,
                        "Started",
                        "the run that was due at " + start.due() + " was made",
                        "started/" + start.due()));
            case Step.Abort abort ->
                List.of(new Announcement(
                        false,
                        "Replacing",
                        "the run under way is aborted for the one that was due at " + abort.due(),
                        "replacing/" + abort.due()));
            case Step.Skip skip ->
                List.of(new Announcement(
                        true,
                        skip.reason(),
                        "left out " + skip.due() + ": " + skip.message(),
                        "skipped/" + skip.due()));
        };
    }
}
