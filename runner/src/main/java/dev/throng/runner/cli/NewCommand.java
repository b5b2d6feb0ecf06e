package dev.throng.runner.cli;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "new",
        description = "Writes a first scenario that runs against the demo target; to be changed into your own.",
        mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    /** What can be written. */
    enum Kind {
        JAVA("ApiUser.java", "./throng run %s --host http://localhost:8000 -u 20 -r 5 -t 30s"),
        YAML("loadtest.yaml", "./throng run %s");

        private final String file;
        private final String run;

        Kind(String file, String run) {
            this.file = file;
            this.run = run;
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KIND", description = "java or yaml.")
    private Kind kind = Kind.YAML;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to; ApiUser.java or loadtest.yaml.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Path target = file == null ? Path.of(kind.file) : file;
        try (InputStream starter = NewCommand.class.getResourceAsStream("starter/" + kind.file)) {
            if (starter == null) {
                throw new IllegalStateException("the starter is missing in this build");
            }
            Files.write(target, starter.readAllBytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(ExitCode.INVALID, target + " is there already; name another file");
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "cannot write " + target + ": " + e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + target + "; a target to try it on: ./throng demo-target");
        out.println("then: " + kind.run.formatted(target));
        return ExitCode.PASSED;
    }
}
