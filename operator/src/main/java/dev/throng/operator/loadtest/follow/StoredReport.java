package dev.throng.operator.loadtest.follow;

/**
 * A report that a master stored.
 *
 * @param location the file in the claim, or the object's URL
 * @param bytes as stored
 */
public record StoredReport(String location, long bytes) {}
