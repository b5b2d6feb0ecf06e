package dev.throng.dist.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of files. All have the same time: the archive of classes is tied to it, and images become reproducible. */
public final class Tree {
    public static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private Tree() {}

    public static void copy(Path from, Path to) throws IOException {
        delete(to);
        for (Path file : list(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    public static void stamp(Path tree) throws IOException {
        for (Path file : list(tree)) {
            Files.setLastModifiedTime(file, FileTime.from(TIME));
        }
    }

    public static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            for (Path file :
                    list(tree).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    public static List<Path> list(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.sorted().toList();
        }
    }
}
