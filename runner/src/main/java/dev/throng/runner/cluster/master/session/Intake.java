package dev.throng.runner.cluster.master.session;

/**
 * How far a master has counted one incarnation of a worker: everything below {@code next}, and nothing else. The whole
 * of exactly-once is here: spans come in any order and any number of times, and each interval is counted once.
 *
 * @param next number of the first interval that is not counted yet
 */
public record Intake(long next) {
    public static final Intake NOTHING = new Intake(0);

    /** What to do with a span. */
    public enum Judgement {
        /** It continues what is counted: count it and acknowledge. */
        COUNT,
        /** It was counted before: acknowledge again, since the acknowledgement may have been lost. */
        KNOWN,
        /** Something before it is missing: ask for that. */
        GAP,
        /** Its beginning was counted and its end was not. Asking again brings the parts, since a worker never merges across what it may have sent. */
        STRADDLES
    }

    public Judgement judge(long first, long last) {
        if (last < next) {
            return Judgement.KNOWN;
        }
        if (first > next) {
            return Judgement.GAP;
        }
        return first == next ? Judgement.COUNT : Judgement.STRADDLES;
    }

    /** After the span that ends with this interval was counted. */
    public Intake counted(long last) {
        return new Intake(last + 1);
    }
}
