package dev.throng.api;

/**
 * One thing that is wrong with an input, and how to mend it.
 *
 * @param path where, in the resource: {@code spec.scenario.users[0].tasks[2].get}; empty for the whole document
 * @param message what is wrong and what would be right, one sentence, no trailing full stop
 */
public record Problem(String path, String message) {}
