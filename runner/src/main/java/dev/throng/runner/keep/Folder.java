package dev.throng.runner.keep;

import dev.throng.runner.files.Destination;
import dev.throng.runner.report.Keeper;
import dev.throng.runner.report.Result;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A folder; made when it is not there.
 *
 * @param root a volume, which the location does not tell
 * @param path in the root; empty for the root itself
 */
record Folder(Path root, String path) implements Keeper {

    @Override
    public Kept keep(Result result) throws IOException {
        StoredResult stored = StoredResult.of(result);
        Path folder = root.resolve(path);
        Path file = folder.resolve(stored.name());
        try {
            Destination.of(file).write(out -> out.write(stored.bytes()));
        } catch (IOException e) {
            throw new IOException("cannot write " + root.relativize(file) + " in the volume: " + reason(e), e);
        }
        return new Kept(root.relativize(file).toString(), stored.bytes().length);
    }

    /** Some exceptions of files say nothing but the file. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replaceAll("(FileSystem)?Exception$", "") + " " + e.getMessage();
    }
}
