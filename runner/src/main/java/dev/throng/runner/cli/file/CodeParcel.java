package dev.throng.runner.cli.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.code.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a master's code is loaded with, on its way to the workers: archives travel with the plan, so that a worker needs
 * nothing but the master. Folders of classes do not: they have to be where the master has them.
 */
public final class CodeParcel {
    private static final long MOST_BYTES = 24L << 20;

    private CodeParcel() {}

    public static void pack(CodeContext code, ObjectNode into) {
        terms(code.terms(), into);
        ObjectNode archives = into.putObject("archives");
        long total = 0;
        for (Path library : code.libraries()) {
            if (Files.isDirectory(library)) {
                into.withArray("folders").add(library.toAbsolutePath().toString());
                continue;
            }
            byte[] bytes = bytes(library);
            total += bytes.length;
            if (total > MOST_BYTES) {
                throw new Refusal(
                        ExitCode.INVALID,
                        "the code's archives are more than " + (MOST_BYTES >> 20)
                                + " MiB, which is too much to hand to every worker; put them into a folder that each"
                                + " worker has, and name the folder");
            }
            archives.put(library.getFileName().toString(), bytes);
        }
    }

    /** What makes it another plan. */
    public static void identify(CodeContext code, ObjectNode into) {
        boolean usual = code.libraries().isEmpty()
                && code.terms().users().isEmpty()
                && code.terms().tags().isEmpty()
                && code.terms().excludedTags().isEmpty()
                && code.terms().options().isEmpty();
        if (usual) {
            return;
        }
        ObjectNode identity = into.putObject("codeIdentity");
        terms(code.terms(), identity);
        for (Path library : code.libraries()) {
            identity.withArray("libraries").add(Files.isDirectory(library) ? library.toString() : hash(bytes(library)));
        }
    }

    private static void terms(Terms terms, ObjectNode into) {
        new TreeSet<>(terms.users()).forEach(into.putArray("classes")::add);
        new TreeSet<>(terms.tags()).forEach(into.putArray("tags")::add);
        new TreeSet<>(terms.excludedTags()).forEach(into.putArray("excludeTags")::add);
        if (!terms.options().isEmpty()) {
            ObjectNode options = into.putObject("options");
            new TreeMap<>(terms.options()).forEach(options::put);
        }
    }

    public static CodeContext unpack(JsonNode from) {
        Terms terms = new Terms(
                set(from.path("classes")),
                set(from.path("tags")),
                set(from.path("excludeTags")),
                System::getenv,
                map(from.path("options")));
        List<Path> libraries = new ArrayList<>();
        from.path("folders").forEach(folder -> libraries.add(Path.of(folder.asText())));
        if (!from.path("archives").isEmpty()) {
            Path folder = folder();
            from.path("archives").properties().forEach(entry -> {
                libraries.add(write(folder.resolve(Path.of(entry.getKey()).getFileName()), entry.getValue()));
            });
        }
        return new CodeContext(terms, libraries);
    }

    private static Set<String> set(JsonNode texts) {
        Set<String> set = new LinkedHashSet<>();
        texts.forEach(text -> set.add(text.asText()));
        return set;
    }

    private static Map<String, String> map(JsonNode texts) {
        Map<String, String> map = new TreeMap<>();
        texts.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("throng-code");
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the code's archives", e);
        }
    }

    private static Path write(Path file, JsonNode bytes) {
        try {
            file.toFile().deleteOnExit();
            return Files.write(file, bytes.binaryValue());
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the code's archives", e);
        }
    }

    private static byte[] bytes(Path library) {
        try {
            return Files.readAllBytes(library);
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "cannot read " + library + ", which is on the code's class path");
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
