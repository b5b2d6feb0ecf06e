package dev.throng.runner.grpc.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads .proto files with all that they import. */
public final class ProtoFiles {
    private final List<Path> folders;
    private final Map<Path, String> names = new LinkedHashMap<>();
    private final ArrayDeque<Path> unread = new ArrayDeque<>();

    private ProtoFiles(List<Path> folders) {
        this.folders = folders;
    }

    /**
     * @param files to begin with
     * @param folders where imports are looked for, in order; a file's own folder comes last
     * @throws IOException when a file can't be read
     */
    public static Definitions read(List<Path> files, List<Path> folders) throws IOException, DefinitionException {
        ProtoFiles reading = new ProtoFiles(folders);
        for (Path file : files) {
            reading.name(file);
        }
        return Definitions.of(reading.all());
    }

    private List<FileDescriptorProto> all() throws IOException, DefinitionException {
        List<FileDescriptorProto> all = new ArrayList<>();
        for (Path next = unread.poll(); next != null; next = unread.poll()) {
            all.add(one(next, String.valueOf(names.get(next))));
        }
        return all;
    }

    /** What a file is called among the others, however it is referred to. */
    private String name(Path file) throws IOException {
        Path real = file.toRealPath();
        String known = names.get(real);
        if (known != null) {
            return known;
        }
        String name = below(real);
        names.put(real, name);
        unread.add(real);
        return name;
    }

    private String below(Path real) throws IOException {
        for (Path folder : folders) {
            if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
                return folder.toRealPath().relativize(real).toString();
            }
        }
        return real.toString();
    }

    private FileDescriptorProto one(Path file, String name) throws IOException, DefinitionException {
        ProtoFileElement parsed = parsed(Files.readString(file, StandardCharsets.UTF_8), name);
        Map<String, String> imports = new LinkedHashMap<>();
        for (String imported : parsed.getImports()) {
            imports.put(imported, resolved(imported, file, name));
        }
        for (String imported : parsed.getPublicImports()) {
            imports.put(imported, resolved(imported, file, name));
        }
        return new FileConversion(parsed, name, imports).done();
    }

    /** @param name of the file, for what is wrong with it */
    static ProtoFileElement parsed(String text, String name) throws DefinitionException {
        try {
            return ProtoParser.Companion.parse(Location.Companion.get(name), text);
        } catch (IllegalStateException | IllegalArgumentException wrong) {
            throw new DefinitionException(String.valueOf(wrong.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private String resolved(String imported, Path file, String by) throws IOException, DefinitionException {
        Path found = found(imported, file);
        if (found != null) {
            return name(found);
        }
        if (Linker.owns(imported)) {
            return imported;
        }
        throw new DefinitionException(
                by + " imports " + imported + ", which is in none of the folders: name its folder in imports");
    }

    private @Nullable Path found(String imported, Path file) {
        for (Path folder : folders) {
            Path candidate = folder.resolve(imported);
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        Path beside = file.resolveSibling(imported);
        return Files.isRegularFile(beside) ? beside : null;
    }
}
