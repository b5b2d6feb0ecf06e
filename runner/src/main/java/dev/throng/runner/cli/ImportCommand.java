package dev.throng.runner.cli;

import dev.throng.runner.cli.file.CodeContext;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.DurationOption;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.Terms;
import dev.throng.runner.imports.Kind;
import dev.throng.runner.imports.accesslog.AccessLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            ImportCommand.ABOUT,
            "It takes a browser's recording (har), curl commands, a Postman collection, an access log, a description of an API",
            "(openapi, from a file or a running server), a test plan of JMeter (jmx), the resources of",
            "other operators with the scripts in their ConfigMaps (k6-testrun, locusttest), a locustfile (*.py)."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Makes a LoadTest of what other tools recorded or wrote, and a list of what could not be carried over.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "[KIND] FILE",
            description = {
                "har, curl, postman, accesslog, openapi, jmx, k6-testrun or locusttest, when the file's beginning does not tell;",
                "the files: - is standard input, *.gz is unpacked, several logs, files of commands or resources are one;",
                "a URL is fetched, and that of a server asked for its OpenAPI at the usual places."
            })
    private List<String> words = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the YAML goes (default: standard output).")
    private @Nullable Path output;

    @Option(
            names = {"-H", "--host"},
            paramLabel = "URL",
            description = "The target, when the file names none, or another one than it names.")
    private @Nullable String host;

    @Option(
            names = "--below",
            paramLabel = "PATH",
            description =
                    "Of an OpenAPI description only what is at this path or below it, such as /repos; may be repeated.")
    private List<String> below = List.of();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "Of an access log, what makes its load: arrivals at the log's rates, or sessions, users who think as its clients did, as many as keep its rates (default: arrivals).")
    private AccessLog.@Nullable Model model;

    @Option(
            names = {"-u", "--users"},
            paramLabel = "N",
            description = "Users of a locustfile's load (default: 10).")
    private @Nullable Integer users;

    @Option(
            names = {"-r", "--spawn-rate"},
            paramLabel = "R",
            description = "Users of a locustfile's load started per second (default: 1).")
    private @Nullable Double spawnRate;

    @Option(
            names = {"-t", "--run-time"},
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "Length of a locustfile's run (default: 1m).")
    private @Nullable Duration runTime;

    @Override
    public Integer call() throws IOException {
        String file = words.getLast();
        if (words.size() == 1 && (file.endsWith(".py") || Files.isDirectory(Path.of(file)))) {
            locustfile(file);
            return ExitCode.PASSED;
        }
        if (words.size() == 1 && Kind.named(file).isPresent() && Files.notExists(Path.of(file))) {
            throw new Refusal(ExitCode.INVALID, "which file? As in: throng import " + file + " FILE");
        }
        Optional<Kind> named = words.size() > 1 ? Kind.named(words.getFirst()) : Optional.empty();
        List<String> files = named.isPresent() ? words.subList(1, words.size()) : words;
        write(Imported.of(named, files, Optional.ofNullable(host), below, Optional.ofNullable(model)));
        return ExitCode.PASSED;
    }

    private void locustfile(String file) throws IOException {
        TestFile test = TestFile.read(file);
        Terms terms = new Terms(Set.of(), Set.of(), Set.of(), System::getenv);
        try (Scenario scenario =
                test.with(new CodeContext(terms, List.of()).with(said())).scenario()) {
            String yaml = scenario.describe("loadtest " + test.name());
            if (yaml.lines().allMatch(line -> line.startsWith("#"))) {
                throw new Refusal(
                        ExitCode.INVALID, yaml.replaceAll("(?m)^# ?", "").strip());
            }
            write(yaml);
        }
    }

    private void write(String yaml) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path target = output;
        if (target == null) {
            out.print(yaml);
            out.flush();
            return;
        }
        try {
            Files.createFile(target);
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(ExitCode.INVALID, target + " is there already; name another file");
        } catch (IOException e) {
            throw unwritable(target, e);
        }
        try {
            Files.writeString(target, yaml, StandardOpenOption.WRITE);
        } catch (IOException e) {
            // A part of it would look like the whole.
            Files.deleteIfExists(target);
            throw unwritable(target, e);
        }
        yaml.lines().takeWhile(line -> line.startsWith("#")).forEach(out::println);
        out.println("written to " + target + "; see what it does: throng try " + target);
    }

    private static Refusal unwritable(Path target, IOException why) {
        Path folder = target.getParent();
        String reason = why instanceof NoSuchFileException && folder != null && Files.notExists(folder)
                ? "there is no folder " + folder
                : why instanceof AccessDeniedException
                        ? "permission denied"
                        : why instanceof FileSystemException system && system.getReason() != null
                                ? system.getReason()
                                : String.valueOf(why.getMessage());
        return new Refusal(ExitCode.INVALID, target + " can't be written: " + reason);
    }

    /** In JSON, as code is told. */
    private Map<String, String> said() {
        Map<String, String> said = new TreeMap<>();
        if (host != null) {
            said.put("host", '"' + host + '"');
        }
        if (users != null) {
            said.put("users", users.toString());
        }
        if (spawnRate != null) {
            said.put("spawn_rate", spawnRate.toString());
        }
        if (runTime != null) {
            said.put("run_time", Long.toString(runTime.toSeconds()));
        }
        return said;
    }
}
