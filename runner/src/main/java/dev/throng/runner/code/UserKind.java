package dev.throng.runner.code;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One class of users, written in code.
 *
 * @param name for the statistics; unique
 * @param weight share among the classes without a fixed count, from 1; 0 with one
 * @param count fixed number of users
 * @param host base URL of the target when neither file nor command line name one
 * @param tasks at least one; the engine chooses by weight, unless the code has its own way and one task only
 */
public record UserKind(
        String name, int weight, OptionalInt count, Optional<String> host, List<TaskKind> tasks, Code code) {
    /** @param weight share among the tasks, from 1 */
    public record TaskKind(String name, int weight) {}
}
