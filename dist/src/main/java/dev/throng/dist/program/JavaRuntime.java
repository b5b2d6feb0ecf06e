package dev.throng.dist.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Java runtime with the modules that operator and runner use. */
public record JavaRuntime(Path home) {
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

    /** For this platform. */
    public static JavaRuntime link(Path home) throws IOException, InterruptedException {
        return link(home, Optional.empty());
    }

    /** @param jmods modules of another platform's JDK, of the same feature release as this one */
    public static JavaRuntime link(Path home, Optional<Path> jmods) throws IOException, InterruptedException {
        Tree.delete(home);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jlink").toString());
        jmods.ifPresent(folder -> command.addAll(List.of("--module-path", folder.toString())));
        // What is native of another platform can't be stripped here: its objcopy is another one.
        command.addAll(
                jmods.isEmpty()
                        ? List.of("--strip-debug")
                        : List.of("--strip-java-debug-attributes", "--exclude-files=**.debuginfo,**.dSYM/**"));
        command.addAll(List.of(
                "--add-modules",
                MODULES,
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--output",
                home.toString()));
        Processes.run(command);
        Tree.stamp(home);
        return new JavaRuntime(home);
    }

    public Path java() {
        return home.resolve("bin/java");
    }

    /** A command that runs a program of the image, from the outside. */
    public List<String> command(List<String> flags, Program program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", program.jar().toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
