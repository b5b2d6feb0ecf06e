package dev.throng.runner.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Locust's four files, {@code PREFIX_stats.csv}, {@code PREFIX_stats_history.csv}, {@code PREFIX_failures.csv} and
 * {@code PREFIX_exceptions.csv}, kept up to date while the run goes on: write a page each second, and one at the end. Three
 * are replaced as a whole, so that a reader never sees half of one; the history is appended to. Not thread-safe.
 *
 * <p>They hold what is judged. During the warm-up the history has its lines, with users, current rates and no requests.
 */
public final class CsvFiles {
    private final Path prefix;
    private final boolean fullHistory;

    /**
     * Makes the files, with their headers only, and the folders before them.
     *
     * @param fullHistory a history line for each name each second, not only for all of them
     * @throws IOException when they can't be written there, which is better known before the run than after it
     */
    public CsvFiles(Path prefix, boolean fullHistory) throws IOException {
        this.prefix = prefix.toAbsolutePath();
        this.fullHistory = fullHistory;
        Files.createDirectories(file("").getParent());
        replace("_stats.csv", CsvFormat.STATS);
        replace("_failures.csv", CsvFormat.FAILURES);
        replace("_exceptions.csv", CsvFormat.EXCEPTIONS);
        Files.writeString(file("_stats_history.csv"), CsvFormat.HISTORY);
    }

    /** @throws IOException for instance when the disk is full; a later page may succeed */
    public void write(CsvPage page) throws IOException {
        replace("_stats.csv", page.stats());
        replace("_failures.csv", page.failures());
        replace("_exceptions.csv", page.exceptions());
        Files.writeString(file("_stats_history.csv"), page.history(fullHistory), StandardOpenOption.APPEND);
    }

    private void replace(String suffix, String content) throws IOException {
        Path beside = file(suffix + ".tmp");
        Files.writeString(beside, content);
        Files.move(beside, file(suffix), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String suffix) {
        return prefix.resolveSibling(prefix.getFileName() + suffix);
    }
}
