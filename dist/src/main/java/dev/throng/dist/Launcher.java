package dev.throng.dist;

import dev.throng.dist.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;

/** What a user calls: a script that becomes the JVM. */
final class Launcher {
    private static final String EXECUTABLE = "rwxr-xr-x";

    private Launcher() {}

    static void write(Product product, Program program, Path bin) throws IOException {
        executable(bin.resolve(product.name()), script(product, program));
    }

    static String script(Product product, Program program) throws IOException {
        String flags = program.flags().stream().map(flag -> "'" + flag + "'").collect(Collectors.joining(" \\\n  "));
        return Resource.text(product.name() + ".sh").replace("@FLAGS@", flags);
    }

    static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(EXECUTABLE));
    }
}
