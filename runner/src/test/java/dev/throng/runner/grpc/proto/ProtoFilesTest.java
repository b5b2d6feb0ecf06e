package dev.throng.runner.grpc.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.AnyProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.rpc.ErrorDetailsProto;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of .proto files is what protoc reads of them: Google's own files come with what protoc made of them. */
class ProtoFilesTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatProtocReads() throws Exception {
        List<FileDescriptor> compiled = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        unpack(AnyProto.class, names);
        unpack(ErrorDetailsProto.class, names);
        for (String name : names) {
            FileDescriptor known = compiled(name);
            if (known != null) {
                compiled.add(known);
            }
        }
        assertThat(compiled).hasSizeGreaterThan(70);
        List<Path> files =
                compiled.stream().map(file -> folder.resolve(file.getName())).toList();
        Definitions read = ProtoFiles.read(files, List.of(folder));
        for (FileDescriptor file : compiled) {
            for (Descriptor message : file.getMessageTypes()) {
                Descriptor found = read.types().find(message.getFullName());
                assertThat(found).as(message.getFullName()).isNotNull();
                assertThat(words(found)).isEqualTo(words(message));
            }
            file.getServices().forEach(service -> assertThat(read.services()).contains(service.getFullName()));
        }
    }

    /** All that matters of a message's form. */
    private static List<String> words(Descriptor message) {
        List<String> words = new ArrayList<>();
        words.add(message.getFullName() + " "
                + message.toProto().getExtensionRangeList().size());
        message.getFields().stream()
                .sorted((a, b) -> Integer.compare(a.getNumber(), b.getNumber()))
                .forEach(field -> words.add(words(field)));
        message.getNestedTypes().stream()
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .forEach(nested -> words.addAll(words(nested)));
        for (EnumDescriptor values : message.getEnumTypes()) {
            values.getValues()
                    .forEach(value -> words.add(values.getFullName() + " " + value.getName() + value.getNumber()));
        }
        return words;
    }

    private static String words(FieldDescriptor field) {
        GenericDescriptor type = switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType();
            case ENUM -> field.getEnumType();
            default -> null;
        };
        return field.getNumber() + " " + field.getName() + " " + field.getJsonName() + " " + field.getType() + " "
                + (type == null ? "" : type.getFullName()) + " "
                + (field.isRepeated() ? "repeated " : "")
                + (field.isRequired() ? "required " : "")
                + (field.isMapField() ? "map " : "")
                + (field.isPackable() && field.isPacked() ? "packed " : "")
                + (field.hasPresence() ? "present " : "")
                + (field.getRealContainingOneof() == null
                        ? ""
                        : field.getRealContainingOneof().getName())
                + (field.hasDefaultValue() ? " = " + field.getDefaultValue() : "");
    }

    private void unpack(Class<?> beside, Set<String> names) throws IOException {
        String path = beside.getProtectionDomain().getCodeSource().getLocation().getPath();
        try (JarFile jar = new JarFile(path)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".proto")) {
                    Path file = folder.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                    names.add(entry.getName());
                }
            }
        }
    }

    /** Found by the file's own options for Java; null when there is no such class. */
    private FileDescriptor compiled(String name) throws ReflectiveOperationException, IOException {
        String text = Files.readString(folder.resolve(name));
        String type = option(text, "java_outer_classname");
        String room = option(text, "java_package");
        if (type.isEmpty() || room.isEmpty()) {
            return null;
        }
        try {
            return (FileDescriptor)
                    Class.forName(room + "." + type).getMethod("getDescriptor").invoke(null);
        } catch (ClassNotFoundException | InvocationTargetException absent) {
            return null;
        }
    }

    private static String option(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith("option " + name))
                .map(line -> line.replaceAll(".*\"(.*)\".*", "$1"))
                .findFirst()
                .orElse("");
    }

    @Test
    void saysWhereAFileIsWrong() throws IOException {
        assertThat(problem("syntax = \"proto3\";\nmessage A { strin name = 1 }\n"))
                .contains("a.proto")
                .contains("2:");
        assertThat(problem("syntax = \"proto3\";\nmessage A { Strin name = 1; }\n"))
                .contains("a.proto")
                .contains("Strin");
        assertThat(problem("syntax = \"proto3\";\nimport \"b.proto\";\n"))
                .isEqualTo("a.proto imports b.proto, which is in none of the folders: name its folder in imports");
        Files.writeString(folder.resolve("b.proto"), "import \"a.proto\";");
        assertThat(problem("syntax = \"proto3\";\nimport \"b.proto\";\n")).contains("imports itself");
        assertThat(problem("nonsense")).contains("a.proto");
    }

    private String problem(String text) throws IOException {
        Path file = folder.resolve("a.proto");
        Files.writeString(file, text);
        Throwable[] seen = new Throwable[1];
        assertThatThrownBy(() -> ProtoFiles.read(List.of(file), List.of(folder)))
                .isInstanceOf(DefinitionException.class)
                .satisfies(wrong -> seen[0] = wrong);
        return String.valueOf(seen[0].getMessage());
    }
}
