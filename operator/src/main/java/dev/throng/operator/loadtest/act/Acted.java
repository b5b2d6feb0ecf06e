package dev.throng.operator.loadtest.act;

import dev.throng.api.status.ReportStatus;
import dev.throng.operator.loadtest.follow.Ending;
import dev.throng.operator.loadtest.observe.Trouble;
import java.util.Optional;

/**
 * What came of acting.
 *
 * @param trouble why the API server did not take an object, or why the report is elsewhere or nowhere
 * @param ending how the run ended
 * @param report where its report is
 */
public record Acted(Optional<Trouble> trouble, Optional<Ending> ending, Optional<ReportStatus> report) {
    /** Nothing to tell. */
    public static final Acted DONE = new Acted(Optional.empty(), Optional.empty(), Optional.empty());

    static Acted refused(Trouble trouble) {
        return new Acted(Optional.of(trouble), Optional.empty(), Optional.empty());
    }

    static Acted endedWithoutReport(Ending ending, Trouble trouble) {
        return new Acted(Optional.of(trouble), Optional.of(ending), Optional.empty());
    }

    static Acted endedElsewhere(Ending ending, Trouble trouble, ReportStatus report) {
        return new Acted(Optional.of(trouble), Optional.of(ending), Optional.of(report));
    }

    static Acted ended(Ending ending, ReportStatus report) {
        return new Acted(Optional.empty(), Optional.of(ending), Optional.of(report));
    }
}
