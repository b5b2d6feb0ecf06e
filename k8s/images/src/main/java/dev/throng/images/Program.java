package dev.throng.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A program as it lies in the image.
 *
 * @param folder its jar, and its libraries below
 * @param name of the jar
 */
record Program(Path folder, String name) {
    /** The same in training and in the image: what is archived depends on them. */
    static final List<String> FLAGS = List.of(
            "-XX:MaxRAMPercentage=70",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-Xlog:aot*=off,cds*=off:stderr",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    static Program stage(Path from, Path folder, String name) throws IOException {
        Tree.copy(from, folder);
        for (Path file : Tree.list(folder)) {
            if (file.toString().endsWith(".jar")) {
                OldClasses.renew(file);
            }
        }
        Tree.stamp(folder);
        return new Program(folder, name);
    }

    Path jar() {
        return folder.resolve(name + ".jar");
    }

    /** The archive of its classes. */
    Path archive() {
        return folder.resolve(name + ".aot");
    }
}
