package dev.throng.runner.store;

import dev.throng.runner.files.Destination;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder; made when it is not there.
 *
 * @param root a volume, which the location does not tell
 * @param path in the root; empty for the root itself
 * @param history how many earlier runs' results stay
 */
record Folder(Path root, String path, int history) implements ResultStore {
    private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

    @Override
    public Stored keep(Result result) throws IOException {
        StoredResult stored = StoredResult.of(result);
        Path folder = root.resolve(path);
        Path file = folder.resolve(stored.name());
        try {
            Destination.of(file).write(out -> out.write(stored.bytes()));
        } catch (IOException e) {
            throw new IOException("cannot write " + root.relativize(file) + " in the volume: " + reason(e), e);
        }
        ExpiredResults.by(result, history).ifPresent(outlived -> clear(folder, outlived));
        return new Stored(root.relativize(file).toString(), stored.bytes().length);
    }

    /** What can't be removed is in nobody's way. */
    private static void clear(Path folder, ExpiredResults outlived) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> outlived.includes(String.valueOf(file.getFileName())))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("results of earlier runs stay in the volume: {}", reason(e));
        }
    }

    /** Some exceptions of files say nothing but the file. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replaceAll("(FileSystem)?Exception$", "") + " " + e.getMessage();
    }
}
