package dev.throng.runner.ci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a script as a CI server does: written to a file, with its variables, in the workspace. */
final class Shell {
    private Shell() {}

    /** @param output both of its streams */
    record Ended(int code, String output) {}

    static Ended run(List<String> shell, String script, Path workspace, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("step", ".sh");
        try {
            Files.writeString(file, script);
            List<String> command = new ArrayList<>(shell);
            command.add(file.toString());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(workspace.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(variables);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } finally {
            Files.delete(file);
        }
    }
}
