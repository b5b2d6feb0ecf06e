package dev.throng.runner.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code throng} as a process of its own, from the classes under test. Killed when closed. */
final class Throng implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Throng(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Throng start(Path folder, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Xmx300m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.throng.runner.Main"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            Path output = Files.createTempFile(folder, "throng", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            return new Throng(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its exit code; fails when it has not ended after a minute and a half. */
    int await() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("throng did not end; so far it wrote:\n" + output());
        }
        return process.exitValue();
    }

    /** Sends a signal by its name: INT, TERM, KILL, STOP, CONT. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Standard output and error up to now. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
