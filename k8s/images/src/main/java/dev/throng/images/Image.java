package dev.throng.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.throng.dist.program.JavaRuntime;
import dev.throng.dist.program.Program;
import dev.throng.dist.program.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An image: runtime, program and archive of classes on a base, run by nobody in particular. */
record Image(Base base, JavaRuntime runtime, Program program, Optional<Path> cache) {
    /** Where a program finds what it would otherwise unpack at every start. */
    static final String CACHE = "/opt/cache";

    private static final String USER = "65532:65532";
    private static final String JAVA = "/opt/java";
    private static final String APP = "/app";

    static Image of(Base base, JavaRuntime runtime, Program program) {
        return new Image(base, runtime, program, Optional.empty());
    }

    /** The same with what the program has unpacked. */
    Image with(Path unpacked) {
        return new Image(base, runtime, program, Optional.of(unpacked));
    }

    /**
     * Where a pod has to say the whole command, as pipelines want it, it is {@code java @/app/NAME}: there is no shell to
     * have a script for.
     */
    Image callable(String name) throws IOException {
        Path arguments = program.folder().resolve(name);
        List<String> command = entrypoint();
        Files.write(arguments, command.subList(1, command.size()));
        return this;
    }

    void write(String name, Path tar) throws Exception {
        Files.deleteIfExists(tar);
        JibContainerBuilder image = base.begin()
                .addFileEntriesLayer(Layers.of("java", runtime.home(), AbsoluteUnixPath.get(JAVA)))
                .addFileEntriesLayer(Layers.of("app", program.folder(), AbsoluteUnixPath.get(APP)))
                .setCreationTime(Tree.TIME)
                .setUser(USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
                .addEnvironmentVariable("PATH", JAVA + "/bin:/usr/bin:/bin")
                .addEnvironmentVariable("LANG", "C.UTF-8")
                .setEntrypoint(entrypoint());
        if (cache.isPresent()) {
            image.addFileEntriesLayer(Layers.of("cache", cache.get(), AbsoluteUnixPath.get(CACHE)));
            image.addEnvironmentVariable("THRONG_CACHE", CACHE);
        }
        image.containerize(Containerizer.to(TarImage.at(tar).named(name))
                .setOfflineMode(!base.remote())
                .setBaseImageLayersCache(tar.resolveSibling("jib"))
                .setApplicationLayersCache(tar.resolveSibling("jib")));
        System.out.println(name + " → " + tar + ", " + (Files.size(tar) >> 20) + " MiB");
    }

    private List<String> entrypoint() {
        List<String> command = new ArrayList<>();
        command.add(JAVA + "/bin/java");
        command.addAll(program.flags());
        command.add("-XX:AOTCache=" + APP + "/" + program.archive().getFileName());
        command.addAll(List.of("-jar", APP + "/" + program.jar().getFileName()));
        return command;
    }
}
