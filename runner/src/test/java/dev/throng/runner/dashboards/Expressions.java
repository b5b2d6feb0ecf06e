package dev.throng.runner.dashboards;

/** The queries that panels share. Each that needs a histogram works with native ones switched on and off. */
final class Expressions {
    private Expressions() {}

    /** A percentile of the response times of what was measured lately. */
    static String percentile(double p, String by, String selector, String window) {
        return percentile(p, by, "rate(throng_response_time_seconds%s{" + selector + "}[" + window + "])");
    }

    /** A percentile of the response times since the run's start, as its summary says it. */
    static String percentileOfRun(double p, String by, String selector) {
        return percentile(
                p, by, "last_over_time(throng_response_time_seconds%s{judged=\"true\", " + selector + "}[$__range])");
    }

    private static String percentile(double p, String by, String series) {
        String fine = "histogram_quantile(" + p + ", sum by (" + by + ") (" + series.formatted("") + "))";
        String classic = "histogram_quantile(" + p + ", sum by (" + by + (by.isEmpty() ? "le" : ", le") + ") ("
                + series.formatted("_bucket") + "))";
        return fine + "\nor\n" + classic;
    }

    /** The share of requests that failed, of all that came in the window. */
    static String failing(String by, String selector, String window) {
        String all = "throng_requests_total{%s" + selector + "}[" + window + "]";
        return "sum by (" + by + ") (rate(" + all.formatted("outcome=\"failure\", ") + "))\n/\nsum by (" + by
                + ") (rate(" + all.formatted("") + "))";
    }

    /** The same since the run's start. */
    static String failingOfRun(String by, String selector) {
        return "sum by (" + by + ") (last_over_time(throng_requests_total{judged=\"true\", outcome=\"failure\", "
                + selector
                + "}[$__range]))\n/\nsum by (" + by + ") (last_over_time(throng_requests_total{judged=\"true\", "
                + selector
                + "}[$__range]))";
    }

    static String requestsOfRun(String by, String selector) {
        return "sum by (" + by + ") (last_over_time(throng_requests_total{judged=\"true\", " + selector
                + "}[$__range]))";
    }
}
