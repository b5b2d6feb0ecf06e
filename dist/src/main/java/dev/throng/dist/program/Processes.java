package dev.throng.dist.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Child processes, each bounded in time. What is started to be recorded knows nothing of the environment of who builds. */
public final class Processes {
    /** All that a training inherits: PYTHONDONTWRITEBYTECODE, JAVA_TOOL_OPTIONS or THRONG_* of a shell would change what it records. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR");

    /** Far more than a training needs; a busy machine takes ten minutes for Python's. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private Processes() {}

    /** Runs to the end. */
    public static void run(List<String> command) throws IOException, InterruptedException {
        run(command, Path.of(""));
    }

    /** Runs to the end in a folder. */
    public static void run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .inheritIO()
                .start();
        end(process);
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }

    /** What it says goes to the build's log. */
    public static Process start(List<String> command, Map<String, String> environment) throws IOException {
        return clean(new ProcessBuilder(command), environment).inheritIO().start();
    }

    /** Nobody wants to know what it says. */
    public static Process startUnheard(List<String> command) throws IOException {
        return clean(new ProcessBuilder(command), Map.of())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What it says can be awaited. */
    public static Process startHeard(List<String> command, Map<String, String> environment) throws IOException {
        return clean(new ProcessBuilder(command), environment)
                .redirectErrorStream(true)
                .start();
    }

    private static ProcessBuilder clean(ProcessBuilder builder, Map<String, String> environment) {
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        return builder;
    }

    /** Waits for a line that holds these words; shows all until then, and the rest behind the scenes. */
    public static String await(Process process, String words) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(line);
            if (line.contains(words)) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(rest -> {}));
                return line;
            }
        }
        throw new IOException("it ended without saying '" + words + "'");
    }

    /** Waits for the end, and brings it about after too long. */
    public static void end(Process process) throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
