package dev.throng.runner.cli.file;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.code.Language;
import dev.throng.runner.code.Languages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scenario in code as the command line's FILE: one source, or a folder of them. It is a LoadTest with nothing but its
 * scenario, so that all that follows knows one kind of input only.
 */
public final class CodeFile {
    private static final int LONGEST_NAME = 63;

    private final Path path;
    private final List<Path> parts;
    private final Language language;

    private CodeFile(Path path, List<Path> parts, Language language) {
        this.path = path;
        this.parts = parts;
        this.language = language;
    }

    /** Empty when the name is not that of a scenario in code. */
    public static Optional<CodeFile> of(String file) {
        if (file.contains(",") && !Files.exists(Path.of(file))) {
            return several(Arrays.stream(file.split(",")).map(Path::of).toList());
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            return sources(path, "").stream()
                    .flatMap(source -> Languages.of(source.toString()).stream())
                    .findFirst()
                    .map(language -> new CodeFile(path, List.of(), language));
        }
        return Languages.of(file).map(language -> new CodeFile(path, List.of(), language));
    }

    /** Sources of one language, wherever they lie: below the deepest folder that they have in common. */
    private static Optional<CodeFile> several(List<Path> parts) {
        Optional<Language> language = Languages.of(parts.getFirst().toString());
        Path common = parts.getFirst().toAbsolutePath().normalize().getParent();
        for (Path part : parts) {
            while (common != null && !part.toAbsolutePath().normalize().startsWith(common)) {
                common = common.getParent();
            }
        }
        Path folder = common;
        return folder == null
                ? Optional.empty()
                : language.filter(known ->
                                parts.stream().allMatch(part -> part.toString().endsWith(known.suffix())))
                        .map(known -> new CodeFile(folder, parts, known));
    }

    /** A LoadTest in JSON, which is YAML too. */
    public byte[] asLoadTest(Map<String, Object> around) {
        JsonMapper json = new JsonMapper();
        ObjectNode test = json.createObjectNode();
        test.put("apiVersion", "throng.dev/v1").put("kind", "LoadTest");
        test.putObject("metadata").put("name", name());
        ObjectNode spec = test.putObject("spec");
        around.forEach((field, value) -> spec.set(field, json.valueToTree(value)));
        ObjectNode files = spec.putObject("scenario").putObject(language.name()).putObject("files");
        texts().forEach(files::put);
        return test.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    /** What lies beside the source and is used by it: the archives in {@code lib/}, or the whole folder. */
    List<Path> libraries() {
        Path home = Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling("");
        if (language.usesFolder()) {
            return List.of(home.toAbsolutePath());
        }
        Path folder = home.resolve("lib");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private Map<String, String> texts() {
        if (!Files.isDirectory(path)) {
            Map<String, String> texts = new TreeMap<>(Map.of(path.getFileName().toString(), text(path)));
            also(path.toAbsolutePath().resolveSibling(""), 1)
                    .forEach(beside -> texts.put(beside.getFileName().toString(), text(beside)));
            return texts;
        }
        Map<String, String> texts = new TreeMap<>();
        for (Path source : parts.isEmpty() ? all() : parts) {
            String name = path.toAbsolutePath()
                    .normalize()
                    .relativize(source.toAbsolutePath().normalize())
                    .toString()
                    .replace('\\', '/');
            texts.put(name, text(source));
        }
        return texts;
    }

    private List<Path> all() {
        List<Path> all = sources(path, language.suffix());
        all.addAll(also(path, Integer.MAX_VALUE));
        return all;
    }

    /** What the language reads along with its sources. */
    private List<Path> also(Path folder, int depth) {
        return language.alsoReads().stream()
                .flatMap(suffix -> sources(folder, suffix, depth).stream())
                .toList();
    }

    private static List<Path> sources(Path folder, String suffix) {
        return sources(folder, suffix, Integer.MAX_VALUE);
    }

    private static List<Path> sources(Path folder, String suffix, int depth) {
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return new ArrayList<>(all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static Refusal unreadable(Path what, IOException why) {
        return new Refusal(
                ExitCode.INVALID,
                Files.exists(what)
                        ? what + ": it cannot be read: " + why.getMessage()
                        : what + ":1:1: there is no such file");
    }

    /** A resource's name out of the file's: {@code ApiUser.java} is {@code api-user}. */
    private String name() {
        String own = path.toAbsolutePath().normalize().getFileName().toString();
        String bare = own.endsWith(language.suffix())
                ? own.substring(0, own.length() - language.suffix().length())
                : own;
        String dashed = bare.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = dashed.codePoints()
                .limit(LONGEST_NAME)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .replaceAll("-+$", "");
        return cut.isEmpty() ? "scenario" : cut;
    }
}
