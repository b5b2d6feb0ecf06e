package dev.throng.runner.code;

/**
 * Something wrong with a source.
 *
 * @param file as the bundle calls it; empty when it is about all of them
 * @param line from 1; 0 when unknown
 * @param column from 1; 0 when unknown
 * @param message what is wrong and how to mend it, for people
 */
public record Mistake(String file, int line, int column, String message) {}
