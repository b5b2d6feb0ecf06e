package dev.throng.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.throng.dist.program.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Layers of files: owned by root, readable by all, writable by nobody else. */
final class Layers {
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
    private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");

    private Layers() {}

    static FileEntriesLayer of(String name, Path folder, AbsoluteUnixPath at) throws IOException {
        return FileEntriesLayer.builder()
                .setName(name)
                .addEntryRecursive(folder, at, Layers::permissions, (_, _) -> Tree.TIME, (_, _) -> "0:0")
                .build();
    }

    private static FilePermissions permissions(Path file, AbsoluteUnixPath at) {
        return Files.isDirectory(file) || Files.isExecutable(file) ? EXECUTABLE : READABLE;
    }
}
