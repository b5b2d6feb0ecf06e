package dev.throng.dist;

import dev.throng.dist.program.JavaRuntime;
import dev.throng.dist.program.Processes;
import dev.throng.dist.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which classes a start needs. They are recorded in short runs, written down as a sorted list, and put into an archive that
 * the JVM maps at a start. The same list gives the same archive, byte for byte; so the list is published too, and a later
 * build can take it instead of a recording of its own.
 */
final class ClassLists {
    /** What holds of one run only: which constants were resolved in it. */
    private static final String RESOLVED = "@cp";

    /** The parts in which it is a matter of time what is loaded; of them only what every run needs. */
    private static final List<String> TIMED =
            List.of("java/util/concurrent/", "@lambda-proxy dev/throng/runner/cluster/", "io/netty/util/ResourceLeak");

    private final JavaRuntime runtime;
    private final Path samples;
    private final Optional<Path> earlier;

    /** @param earlier lists of an earlier build */
    ClassLists(JavaRuntime runtime, Path samples, Optional<Path> earlier) {
        this.runtime = runtime;
        this.samples = samples;
        this.earlier = earlier;
    }

    /** Writes the list, and the archive beside the program. */
    void archive(Program program, Product.Training training, Path list) throws IOException, InterruptedException {
        Optional<Path> given = earlier.map(folder -> folder.resolve(list.getFileName()));
        Files.write(list, given.isPresent() ? Files.readAllLines(given.get()) : record(program, training, list));
        List<String> command = new ArrayList<>();
        command.add(runtime.java().toString());
        command.addAll(program.flags());
        command.addAll(List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + program.folder().resolve(training.archive() + ".jsa"),
                "-cp",
                program.folder().getFileName() + "/" + program.jar().getFileName()));
        // The archive holds the class path as it is said here. It must not name this machine's folders, and must have a
        // folder,
        // which the JVM takes for the part that may be another one where the archive is used.
        Processes.run(command, program.folder().resolve(".."));
    }

    private Set<String> record(Program program, Product.Training training, Path list)
            throws IOException, InterruptedException {
        Set<String> all = new TreeSet<>();
        Set<String> always = new HashSet<>();
        boolean first = true;
        for (List<String> arguments : training.commands()) {
            Set<String> loaded = loaded(program, arguments, list.resolveSibling(list.getFileName() + ".part"));
            all.addAll(loaded);
            if (first) {
                always.addAll(loaded);
                first = false;
            }
        }
        all.removeIf(line -> TIMED.stream().anyMatch(line::startsWith) && !always.contains(line));
        return all;
    }

    private Set<String> loaded(Program program, List<String> arguments, Path list)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(runtime.java().toString());
        command.addAll(program.flags());
        command.addAll(List.of(
                "-Xshare:off",
                "-XX:DumpLoadedClassList=" + list,
                "-jar",
                program.jar().toString()));
        arguments.forEach(argument -> command.add(argument.replace("SAMPLES", samples.toString())));
        Files.deleteIfExists(list);
        Processes.end(Processes.startUnheard(command));
        Set<String> lines = new HashSet<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.startsWith("#") && !line.startsWith(RESOLVED)) {
                lines.add(line.replaceFirst(" id:.*", ""));
            }
        }
        Files.delete(list);
        return lines;
    }
}
