package dev.throng.runner.grpc.proto;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Links files with what they import. Protobuf's own files need not be among them. */
final class Linker {
    private static final Map<String, FileDescriptor> OWN = Stream.of(
                    AnyProto.getDescriptor(),
                    ApiProto.getDescriptor(),
                    DescriptorProtos.getDescriptor(),
                    DurationProto.getDescriptor(),
                    EmptyProto.getDescriptor(),
                    FieldMaskProto.getDescriptor(),
                    SourceContextProto.getDescriptor(),
                    StructProto.getDescriptor(),
                    TimestampProto.getDescriptor(),
                    TypeProto.getDescriptor(),
                    WrappersProto.getDescriptor())
            .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, file -> file));

    private final Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    private final Map<String, FileDescriptor> linked = new LinkedHashMap<>();
    private final Set<String> under = new LinkedHashSet<>();

    Linker(Collection<FileDescriptorProto> files) {
        files.forEach(file -> this.files.putIfAbsent(file.getName(), file));
    }

    /** Whether a file is protobuf's own. */
    static boolean owns(String name) {
        return OWN.containsKey(name);
    }

    List<FileDescriptor> all() throws DefinitionException {
        List<FileDescriptor> all = new ArrayList<>();
        for (String name : files.keySet()) {
            FileDescriptor file = file(name);
            if (file != null) {
                all.add(file);
            }
        }
        return all;
    }

    private @Nullable FileDescriptor file(String name) throws DefinitionException {
        FileDescriptor known = linked.containsKey(name) ? linked.get(name) : OWN.get(name);
        FileDescriptorProto file = files.get(name);
        if (known != null || file == null) {
            return known;
        }
        if (!under.add(name)) {
            throw new DefinitionException(name + " imports itself: " + String.join(", ", under));
        }
        List<FileDescriptor> imports = new ArrayList<>();
        for (String needed : file.getDependencyList()) {
            FileDescriptor found = file(needed);
            if (found != null) {
                imports.add(found);
            }
        }
        under.remove(name);
        FileDescriptor made = link(file, imports);
        linked.put(name, made);
        return made;
    }

    /** What a file of which an import is missing says of it is left open; servers do not tell all. */
    private FileDescriptor link(FileDescriptorProto file, List<FileDescriptor> imports) throws DefinitionException {
        boolean whole = imports.size() == file.getDependencyCount();
        try {
            return FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new), !whole);
        } catch (DescriptorValidationException wrong) {
            throw new DefinitionException(
                    file.getName() + ": " + wrong.getProblemSymbolName() + ": " + wrong.getDescription());
        } catch (RuntimeException incomplete) {
            // The library takes for granted what each compiler writes: a field's type, say.
            throw new DefinitionException(file.getName() + " lacks what a compiler writes: " + incomplete.getMessage());
        }
    }
}
