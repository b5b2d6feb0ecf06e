package dev.throng.runner.processes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How tests start JVMs of their own with the classes under test. There are hundreds of them in a build, and a third of a short one's
 * work is to load the same classes, so those of jars lie ready in an archive, which is made once for each state of these jars.
 */
public final class ChildJvm {
    private static final String TRAINING = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: training, annotations: {throng.dev/demo-target: "true"}}
            spec:
              target: http://demo-target
              scenario: {users: [{name: Visitor, tasks: [{get: "/api/v1/items?page=1", name: items}]}]}
              users: 2
              runTime: 1s
            """;

    private static final int LIMIT_SECONDS = 120;

    private static final List<String> FLAGS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1");

    private ChildJvm() {}

    /**
     * The command up to the class path; the main class is to follow.
     *
     * @param options for the JVM
     */
    public static List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(FLAGS);
        command.addAll(Made.ARCHIVE);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", join(Stream.concat(jars().stream(), folders().stream()))));
        return command;
    }

    /** The archive of a database, which is not Throng's own: what a scenario brings. */
    public static String database() {
        return join(paths().filter(ChildJvm::isDatabase));
    }

    /** Made when the first process is started. */
    private static final class Made {
        static final List<String> ARCHIVE = archive();
    }

    private static List<String> archive() {
        Path folder = Path.of("target", "child-jvm").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Path archive = folder.resolve(state() + ".jsa");
            try (FileChannel lock =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                if (!Files.exists(archive) && !make(folder, archive)) {
                    System.err.println("no archive of classes for the tests' processes: they start more slowly");
                    return List.of();
                }
            }
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off,aot*=off,class+path=off");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** First a run that says which classes it needs, then an archive of those that are in jars: a folder's can't be kept. */
    private static boolean make(Path folder, Path archive) throws IOException {
        Path test = Files.writeString(folder.resolve("training.yaml"), TRAINING);
        Path list = folder.resolve("classes.list");
        Path unfinished = folder.resolve("unfinished.jsa");
        List<String> run = new ArrayList<>(List.of(java()));
        run.addAll(FLAGS);
        run.addAll(List.of(
                "-XX:DumpLoadedClassList=" + list,
                "-cp",
                join(Stream.concat(jars().stream(), folders().stream())),
                "dev.throng.runner.Main",
                "run",
                test.toString(),
                "--headless"));
        List<String> dump = List.of(
                java(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + unfinished,
                "-cp",
                join(jars().stream()));
        if (!ends(run, folder) || !ends(dump, folder)) {
            return false;
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static boolean ends(List<String> command, Path folder) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    /** An archive is refused by the JVM when one of its jars has changed. */
    private static String state() throws IOException {
        StringBuilder state = new StringBuilder(System.getProperty("java.vm.version"));
        for (String jar : jars()) {
            Path path = Path.of(jar);
            state.append(jar).append(Files.size(path)).append(Files.getLastModifiedTime(path));
        }
        return UUID.nameUUIDFromBytes(state.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static List<String> jars() {
        return paths().filter(path -> path.endsWith(".jar") && !isDatabase(path))
                .toList();
    }

    private static List<String> folders() {
        return paths().filter(path -> !path.endsWith(".jar")).toList();
    }

    private static boolean isDatabase(String path) {
        return path.contains("com/h2database".replace('/', File.separatorChar));
    }

    private static Stream<String> paths() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static String join(Stream<String> paths) {
        return paths.collect(Collectors.joining(File.pathSeparator));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
