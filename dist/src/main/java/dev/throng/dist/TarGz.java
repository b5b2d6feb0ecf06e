package dev.throng.dist;

import dev.throng.dist.program.Tree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** A folder as an archive whose bytes depend on nothing but names and contents: sorted, of one time, of root, of two modes. */
final class TarGz {
    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;
    private static final int LINK = 0777;

    private TarGz() {}

    /** @param top the folder that the archive unpacks to */
    static void write(Path folder, String top, Path file) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new GzipCompressorOutputStream(out, parameters))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path path : Tree.list(folder)) {
                String name = path.equals(folder) ? top : top + "/" + folder.relativize(path);
                add(tar, path, name);
            }
        }
    }

    private static void add(TarArchiveOutputStream tar, Path path, String name) throws IOException {
        if (Files.isSymbolicLink(path)) {
            TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            link.setLinkName(Files.readSymbolicLink(path).toString());
            put(tar, link, LINK);
            tar.closeArchiveEntry();
        } else if (Files.isDirectory(path)) {
            put(tar, new TarArchiveEntry(name + "/"), EXECUTABLE);
            tar.closeArchiveEntry();
        } else {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(Files.size(path));
            put(tar, entry, Files.isExecutable(path) ? EXECUTABLE : READABLE);
            Files.copy(path, tar);
            tar.closeArchiveEntry();
        }
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode) throws IOException {
        entry.setMode(mode);
        entry.setModTime(Tree.TIME.toEpochMilli());
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        tar.putArchiveEntry(entry);
    }
}
