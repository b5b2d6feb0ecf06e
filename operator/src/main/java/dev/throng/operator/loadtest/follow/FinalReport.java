package dev.throng.operator.loadtest.follow;

/**
 * The end of a run, and its report.
 *
 * @param report the result as gzip-compressed JSON
 */
public record FinalReport(Ending ending, byte[] report) {}
