package dev.throng.runner.cli;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "new", description = NewCommand.ABOUT, mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Writes a first scenario that runs against the demo target; to be changed into your own.";

    /** What can be written. */
    enum Kind {
        JAVA("ApiUser.java", "./throng run %s --host http://localhost:8000 -u 20 -r 5 -t 30s"),
        YAML("loadtest.yaml", "./throng run %s"),
        SCHEDULE("schedule.yaml", "kubectl apply -f %s");

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

    @Parameters(index = "0", paramLabel = "KIND", description = "java, yaml or schedule.")
    private Kind kind = Kind.YAML;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to; ApiUser.java, loadtest.yaml or schedule.yaml.")
    private @Nullable Path file;

    @Option(
            names = "--openapi",
            paramLabel = "URL|FILE",
            description = "Of yaml: a task for each operation that a running server, or a file, describes in OpenAPI.")
    private @Nullable String openapi;

    @Override
    public Integer call() {
        Path target = file == null ? Path.of(kind.file) : file;
        if (openapi != null && kind != Kind.YAML) {
            throw new Refusal(ExitCode.INVALID, "--openapi makes a LoadTest: throng new yaml --openapi " + openapi);
        }
        byte[] content = openapi == null
                ? starter()
                : Imported.of(
                                Optional.of(dev.throng.runner.imports.Kind.OPENAPI),
                                List.of(openapi),
                                Optional.empty(),
                                List.of(),
                                Optional.empty())
                        .getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(target, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(ExitCode.INVALID, target + " is there already; name another file");
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "cannot write " + target + ": " + e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + target + (openapi == null ? "; a target to try it on: ./throng demo-target" : ""));
        out.println("then: " + (openapi == null ? kind.run : "./throng try %s").formatted(target));
        return ExitCode.PASSED;
    }

    private byte[] starter() {
        try (InputStream starter = NewCommand.class.getResourceAsStream("starter/" + kind.file)) {
            if (starter == null) {
                throw new IllegalStateException("the starter is missing in this build");
            }
            return starter.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
