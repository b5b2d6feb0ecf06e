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
import java.util.stream.Collectors;

/**
 * Which classes a start needs. They are recorded in short runs, written down as a sorted list, and put into an archive that
 * the JVM maps at a start. The same list gives the same archive, byte for byte; so the list is published too, and a later
 * build can take it instead of a recording of its own.
 */
final class ClassLists {
    /** What holds of one run only: which constants were resolved in it. */
    private static final String RESOLVED = "@cp";

    private static final String LAMBDA = "@lambda";

    /** Made for one in a hundred buffers. */
    private static final String SAMPLED = "io/netty/util/ResourceLeak";

    private static final int RUNS = 2;

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

    /**
     * What commands that do the same each time need, and of the run what does not depend on its course: no lambdas, of the
     * JDK only what each of several runs needed, and the rest if any did.
     */
    private Set<String> record(Program program, Product.Training training, Path list)
            throws IOException, InterruptedException {
        Path part = list.resolveSibling(list.getFileName() + ".part");
        Set<String> all = new TreeSet<>();
        for (List<String> arguments : training.commands()) {
            all.addAll(loaded(program, arguments, part));
        }
        Set<String> ofJdk = new HashSet<>();
        for (int run = 0; run < RUNS; run++) {
            Set<String> needed = loaded(program, training.run(), part);
            Set<String> jdk = needed.stream().filter(ClassLists::isOfJdk).collect(Collectors.toSet());
            if (run == 0) {
                ofJdk.addAll(jdk);
            }
            ofJdk.retainAll(jdk);
            needed.stream()
                    .filter(line -> !line.startsWith(LAMBDA) && !isOfJdk(line))
                    .filter(line -> !line.startsWith(SAMPLED))
                    .forEach(all::add);
        }
        all.addAll(ofJdk);
        return all;
    }

    private static boolean isOfJdk(String line) {
        return line.startsWith("java/") || line.startsWith("jdk/") || line.startsWith("sun/");
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
