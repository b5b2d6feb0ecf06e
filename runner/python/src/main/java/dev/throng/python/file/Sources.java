package dev.throng.python.file;

import dev.throng.runner.code.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A bundle's files, where Python can import them: where they are, if they are on this machine, so that what lies beside them
 * is found too; else in a folder of their own.
 *
 * @param folder what the files' names are below
 * @param given the names of the files that are known to whoever asked for them to be loaded
 * @param workingDirectory where relative paths of data files begin
 * @param main the locustfiles among them, in order
 * @param path further folders that modules are found in
 */
public record Sources(Path folder, Set<String> given, Path workingDirectory, List<Path> main, List<Path> path) {
    private static final String USUAL = "locustfile.py";

    public static Sources lay(Bundle bundle) {
        try {
            Optional<Path> there = there(bundle);
            Path folder = there.isPresent() ? there.get() : write(bundle);
            Path working = there.isPresent() ? Path.of(System.getProperty("user.dir")) : folder;
            return new Sources(
                    folder, Set.copyOf(bundle.files().keySet()), working, main(bundle, folder), bundle.libraries());
        } catch (IOException e) {
            throw new UncheckedIOException("the scenario's files cannot be laid down: " + e.getMessage(), e);
        }
    }

    /** The folder on this machine that has the bundle's files already, the very same. */
    private static Optional<Path> there(Bundle bundle) throws IOException {
        for (Path library : bundle.libraries()) {
            if (Files.isDirectory(library) && holds(library, bundle.files())) {
                return Optional.of(library.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path) || !Files.readString(path).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static Path write(Bundle bundle) throws IOException {
        Path folder = Files.createTempDirectory("throng-python");
        for (Map.Entry<String, String> file : bundle.files().entrySet()) {
            Path path = folder.resolve(file.getKey()).normalize();
            if (!path.startsWith(folder)) {
                throw new IOException(file.getKey() + " is outside of the scenario's folder");
            }
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            path.toFile().deleteOnExit();
        }
        folder.toFile().deleteOnExit();
        return folder;
    }

    /** The names of the locustfiles, for people. */
    public String names() {
        return main.stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.joining(", "));
    }

    /** Whether a word is in one of the locustfiles. */
    public boolean mention(String word) {
        for (Path file : main) {
            try {
                if (Files.readString(file).contains(word)) {
                    return true;
                }
            } catch (IOException unreadable) {
                // Python says so
            }
        }
        return false;
    }

    private static List<Path> main(Bundle bundle, Path folder) {
        List<String> sources = bundle.files().keySet().stream()
                .filter(name -> name.endsWith(".py"))
                .filter(name -> !name.substring(name.lastIndexOf('/') + 1).startsWith("_"))
                .toList();
        if (sources.contains(USUAL)) {
            return List.of(folder.resolve(USUAL));
        }
        List<String> locustfiles = sources.stream()
                .filter(name -> bundle.files().getOrDefault(name, "").contains("locust"))
                .toList();
        return (locustfiles.isEmpty() ? sources : locustfiles)
                .stream().map(folder::resolve).toList();
    }
}
