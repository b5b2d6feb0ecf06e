package dev.throng.runner.cli;

import dev.throng.runner.processes.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code throng} as a process of its own, from the classes under test. Killed when closed. */
final class Throng implements AutoCloseable {
    private static final int SIGINT = 2;

    private final Process process;
    private final Path output;

    private Throng(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Throng start(Path folder, Object... arguments) {
        return start(List.of(), folder, arguments);
    }

    /** @param options for its JVM */
    static Throng start(List<String> options, Path folder, Object... arguments) {
        List<String> command = new ArrayList<>(withInterrupts());
        List<String> flags = new ArrayList<>(List.of("-Xmx300m", "-Ddev.throng.poison=true"));
        flags.addAll(options);
        command.addAll(ChildJvm.command(flags.toArray(String[]::new)));
        command.add("dev.throng.runner.Main");
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

    /**
     * A shell starts background jobs with SIGINT ignored, that is inherited, and a JVM then leaves it at that. Where these
     * tests are run so, the process gets the signal's default back, as on a user's terminal.
     */
    private static List<String> withInterrupts() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                            .map(line ->
                                    Long.parseUnsignedLong(line.substring(7).strip(), 16))
                            .anyMatch(ignored -> (ignored & 1 << SIGINT - 1) != 0)
                    ? List.of("env", "--default-signal=INT")
                    : List.of();
        } catch (IOException e) {
            return List.of(); // no Linux: as it is
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
