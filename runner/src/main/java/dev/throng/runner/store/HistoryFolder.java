package dev.throng.runner.store;

import dev.throng.runner.files.Destination;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import dev.throng.runner.report.ResultStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Results of the runs of one LoadTest, in a folder of its name: those of a laptop, or of jobs that hand a folder on. The last
 * so many stay. Blocks on files.
 */
public final class HistoryFolder implements ResultStore {
    private static final String ENDING = ".json.gz";

    private final Path folder;
    private final int most;

    /**
     * @param root made when it is not there
     * @param name the LoadTest's
     * @param most how many results stay
     */
    public HistoryFolder(Path root, String name, int most) {
        this.folder = root.resolve(name.replaceAll("[^A-Za-z0-9._-]|^\\.+", "_"));
        this.most = most;
    }

    /** The last ones, the oldest first; what can't be read, such as a file that somebody put there, is none of them. */
    public List<Result> last(int count) throws IOException {
        List<Result> results = new ArrayList<>();
        for (Path file : files()) {
            read(file).ifPresent(results::add);
        }
        return results.stream()
                .sorted(Comparator.comparing(Result::startedAt))
                .skip(Math.max(0, results.size() - count))
                .toList();
    }

    @Override
    public Stored keep(Result result) throws IOException {
        StoredResult stored = StoredResult.of(result);
        Path file = folder.resolve(stored.name());
        Destination.of(file).write(out -> out.write(stored.bytes()));
        List<Path> all = files();
        for (Path outlived : all.subList(0, Math.max(0, all.size() - most))) {
            Files.deleteIfExists(outlived);
        }
        return new Stored(file.toString(), stored.bytes().length);
    }

    /** As old as their names say that their runs are, which is what their names end with. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(HistoryFolder::start))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private static String start(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('-') + 1);
    }

    private static Optional<Result> read(Path file) {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return Optional.of(ResultJson.read(in));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
