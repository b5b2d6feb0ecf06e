package dev.throng.operator.loadtest.follow;

import dev.throng.runner.report.Result;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What the operator asks of runs' masters. Every call has a deadline of its own; a master that does not answer, or is not
 * there, is an {@link IOException}, and asking again is what cures it. Asking twice is as good as asking once.
 */
public interface Masters {
    /**
     * Listens until closed; returns at once. A stream that breaks is taken up again by itself.
     *
     * @param progress called with the run's state, about once a second, on a thread of the client's; must be quick
     * @param silence called when the stream broke, or could not be opened, with the reason; must be quick
     */
    Watching watch(Master master, Consumer<Progress> progress, Consumer<String> silence);

    /** Ends the run gracefully and keeps its results, as if a person had asked for it. */
    void stop(Master master) throws IOException;

    /**
     * What came of the run, once it has ended.
     *
     * @param mostBytes how long the report may be
     * @param completion what is added to the result before it is told or kept
     */
    FinalReport finale(Master master, int mostBytes, UnaryOperator<Result> completion) throws IOException;

    /**
     * Has the master store its report where the LoadTest says, once the run has ended.
     *
     * @throws ReportNotStoredException when it cannot
     */
    StoredReport keep(Master master) throws IOException;

    /** Lets the master go: its report is stored. */
    void release(Master master) throws IOException;

    /** A stream that can be ended. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
