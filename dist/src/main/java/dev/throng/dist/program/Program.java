package dev.throng.dist.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program as it lies in the image.
 *
 * @param folder its jar, and its libraries below
 * @param name of the jar
 * @param flags of its JVM; the same in training and in the image: what is archived depends on them
 */
public record Program(Path folder, String name, List<String> flags) {
    private static final List<String> FLAGS = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            // Or each process would copy the archive of its classes to relocate it.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-Xlog:aot*=off,cds*=off:stderr",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    /** @param flags beside those that both programs have */
    public static Program stage(Path from, Path folder, String name, String... flags) throws IOException {
        Tree.copy(from, folder);
        for (Path file : Tree.list(folder)) {
            if (file.toString().endsWith(".jar")) {
                OldClasses.renew(file);
            }
        }
        Tree.stamp(folder);
        List<String> all = new ArrayList<>(FLAGS);
        all.addAll(List.of(flags));
        return new Program(folder, name, List.copyOf(all));
    }

    public Path jar() {
        return folder.resolve(name + ".jar");
    }

    /** The archive of its classes. */
    public Path archive() {
        return folder.resolve(name + ".aot");
    }
}
