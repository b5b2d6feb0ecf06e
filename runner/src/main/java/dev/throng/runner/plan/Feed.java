package dev.throng.runner.plan;

import dev.throng.runner.data.Rows;

/**
 * Rows of data that users draw from, over all workers.
 *
 * @param name of the variable that holds the row
 * @param perUser whether a user keeps its first row; otherwise it draws one for each iteration
 */
public record Feed(String name, Rows rows, Pick pick, boolean perUser, AtEnd atEnd) {
    /** Which row comes next. */
    public enum Pick {
        /** In the file's order. */
        SEQUENTIAL,
        /** Each as likely as any other, each time. */
        RANDOM,
        /** In an order that the seed decides, another one in each pass. */
        SHUFFLED
    }

    /** What happens when each row was drawn. */
    public enum AtEnd {
        /** From the first one again. */
        RECYCLE,
        /** A user who finds no row leaves. */
        STOP_USER,
        /** The run is over when the last row is done. */
        STOP_RUN
    }

    /** How many rows there are to draw; {@link Long#MAX_VALUE} when they never end. */
    public long limit() {
        return atEnd == AtEnd.RECYCLE ? Long.MAX_VALUE : rows.count();
    }

    /** Whether workers have to agree on who draws which. */
    public boolean isShared() {
        return pick != Pick.RANDOM;
    }
}
