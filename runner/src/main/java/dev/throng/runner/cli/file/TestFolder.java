package dev.throng.runner.cli.file;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of LoadTests, as teams keep them, with other manifests beside them. */
public final class TestFolder {
    private static final String OURS = "throng.dev/";

    private TestFolder() {}

    /**
     * The files to be looked at for one argument: itself, or the LoadTests below a folder. One without any may be a scenario
     * in code.
     *
     * @throws Refusal when there is nothing of ours below it
     */
    public static List<String> files(String argument) {
        Path folder = Path.of(argument);
        if (argument.equals("-") || !Files.isDirectory(folder)) {
            return List.of(argument);
        }
        try (Stream<Path> below = Files.walk(folder)) {
            List<String> found = below.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .filter(TestFolder::isOurs)
                    .map(Path::normalize)
                    .sorted()
                    .map(Path::toString)
                    .toList();
            if (found.isEmpty() && CodeFile.of(argument).isPresent()) {
                return List.of(argument);
            }
            if (found.isEmpty()) {
                throw new Refusal(ExitCode.INVALID, argument + ": there is no LoadTest in it, nor below it");
            }
            return found;
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, argument + ": it cannot be read: " + e.getMessage());
        }
    }

    /** By a word that no LoadTest goes without; what cannot be read is looked at, so that it is told. */
    private static boolean isOurs(Path file) {
        try {
            return Files.readString(file).contains(OURS);
        } catch (IOException e) {
            return true;
        }
    }
}
