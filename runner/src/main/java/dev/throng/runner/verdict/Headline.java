package dev.throng.runner.verdict;

import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person would say of a run, in one sentence: what it is worth and why, on how much this stands, and what else there is
 * to say of it, such as what went one way or which resource gave out. Made of figures that the result holds.
 */
public final class Headline {
    private static final int LONGEST = 1000;

    private Headline() {}

    /**
     * The verdict with its sentence complete.
     *
     * @param judged all requests that are judged
     * @param also what else is to be said, a clause each
     */
    public static Verdict of(Verdict verdict, Tally judged, double judgedSeconds, List<String> also) {
        List<String> clauses = new ArrayList<>();
        clauses.add(verdict.message());
        switch (verdict.reason()) {
            case "Passed", "ThresholdsFailed", "Uncertain" -> {
                if (judged.requests() > 0) {
                    clauses.add(basis(judged, judgedSeconds));
                }
                also.stream()
                        .filter(clause -> !verdict.message().contains(clause)) // it may be why the run failed
                        .forEach(clauses::add);
            }
            default -> {} // such a run says nothing about its target
        }
        return verdict.saying(shortened(String.join("; ", clauses)));
    }

    /** {@code 6,000 requests at 100/s, p95 212 ms, 0.02 % failed}. */
    private static String basis(Tally judged, double seconds) {
        String rate = seconds > 0 ? " at " + Figure.rate(judged.requests() / seconds) : "";
        String time = judged.response().total() == 0
                ? ""
                : ", p95 " + Figure.millis(judged.response().percentileMillis(95));
        return Figure.of(judged.requests(), "request") + rate + time + ", " + Figure.share(judged.failureRate())
                + " failed";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
