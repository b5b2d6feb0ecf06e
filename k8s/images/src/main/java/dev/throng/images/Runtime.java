package dev.throng.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java runtime with the modules that operator and runner use. */
record Runtime(Path home) {
    private static final String MODULES = String.join(
            ",",
            "java.base",
            "java.compiler",
            "java.desktop",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.rmi",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.compiler",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.jfr",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    static Runtime link(Path home) throws IOException, InterruptedException {
        Tree.delete(home);
        Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
        Processes.run(List.of(
                jlink.toString(),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--output",
                home.toString()));
        Tree.stamp(home);
        return new Runtime(home);
    }

    /** A command that runs a program of the image, from the outside. */
    List<String> command(List<String> flags, Program program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", program.jar().toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
