package dev.throng.runner.report.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.throng.runner.files.Destination;
import dev.throng.runner.files.GrowingFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Locust's four files, {@code PREFIX_stats.csv}, {@code PREFIX_stats_history.csv}, {@code PREFIX_failures.csv} and
 * {@code PREFIX_exceptions.csv}, a {@code PREFIX_statuses.csv}, and a {@code PREFIX_metrics.csv} where the scenario has metrics of its own, kept up to date while the run goes on: write a page each
 * second, and one at the end. All but one are replaced as a whole, so that a reader never sees half of one; the history is appended to. Not thread-safe.
 *
 * <p>They hold what is judged. During the warm-up the history has its lines, with users, current rates and no requests.
 */
public final class CsvFiles {
    private final Path prefix;
    private final boolean fullHistory;
    private final GrowingFile history;

    /**
     * Makes the files, with their headers only, and the folders before them.
     *
     * @param fullHistory a history line for each name each second, not only for all of them
     * @throws IOException when they can't be written there, which is better known before the run than after it
     */
    public CsvFiles(Path prefix, boolean fullHistory) throws IOException {
        this.prefix = prefix.toAbsolutePath();
        this.fullHistory = fullHistory;
        replace("_stats.csv", CsvFormat.STATS, false);
        replace("_failures.csv", CsvFormat.FAILURES, false);
        replace("_exceptions.csv", CsvFormat.EXCEPTIONS, false);
        replace("_statuses.csv", CsvFormat.STATUSES, false);
        history = GrowingFile.begin(file("_stats_history.csv"), CsvFormat.HISTORY);
    }

    /**
     * @param last whether it is the run's last page: the only one of the tables that pipes and devices get
     * @throws IOException for instance when the disk is full; a later page may succeed
     */
    public void write(CsvPage page, boolean last) throws IOException {
        replace("_stats.csv", page.stats(), last);
        replace("_failures.csv", page.failures(), last);
        replace("_exceptions.csv", page.exceptions(), last);
        replace("_statuses.csv", page.statuses(), last);
        if (!page.metrics().isEmpty()) {
            replace("_metrics.csv", page.metrics(), last);
        }
        history.append(page.history(fullHistory));
    }

    private void replace(String suffix, String content, boolean last) throws IOException {
        Destination destination = Destination.of(file(suffix));
        if (last || destination.isReplaced()) {
            destination.write(out -> out.write(content.getBytes(UTF_8)));
        } else {
            destination.prepare();
        }
    }

    private Path file(String suffix) {
        return prefix.resolveSibling(prefix.getFileName() + suffix);
    }
}
