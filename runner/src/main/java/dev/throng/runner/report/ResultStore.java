package dev.throng.runner.report;

import java.io.IOException;

/** Keeps a run's result where it outlives the run's processes. */
@FunctionalInterface
public interface ResultStore {
    /**
     * Keeping the same result again leaves one. Blocks for seconds.
     *
     * @throws IOException when it cannot be kept now, with a message for people
     */
    Stored keep(Result result) throws IOException;

    /**
     * @param location a file's path, or an object's URL
     * @param bytes as stored
     */
    record Stored(String location, long bytes) {}
}
