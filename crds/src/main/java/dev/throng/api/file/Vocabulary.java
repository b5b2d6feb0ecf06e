package dev.throng.api.file;

import dev.throng.api.schema.Struct;
import dev.throng.api.schema.Struct.Field;
import dev.throng.api.schema.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All field names of a kind, and where each belongs: for advice about a field that is not known where it stands. */
final class Vocabulary {
    private static final int NAMES_SHOWN = 16;

    /** What the same thing is called by other tools and by people. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("host", "target"),
            Map.entry("baseurl", "target"),
            Map.entry("url", "target"),
            Map.entry("vus", "users"),
            Map.entry("virtualusers", "users"),
            Map.entry("concurrency", "users"),
            Map.entry("hatchrate", "spawnRate"),
            Map.entry("rampup", "spawnRate"),
            Map.entry("timelimit", "runTime"),
            Map.entry("waittime", "wait"),
            Map.entry("thinktime", "wait"),
            Map.entry("fixedcount", "count"),
            Map.entry("checks", "expect"),
            Map.entry("assert", "expect"),
            Map.entry("assertions", "thresholds"),
            Map.entry("setup", "onStart"),
            Map.entry("teardown", "onStop"),
            Map.entry("sleep", "pause"),
            Map.entry("extract", "capture"),
            Map.entry("payload", "json"),
            Map.entry("data", "form"),
            Map.entry("locustfile", "python"),
            Map.entry("if", "when"),
            Map.entry("cron", "schedule"));

    private final Map<String, List<String>> parents = new LinkedHashMap<>();

    Vocabulary(Struct root) {
        collect(root, "");
    }

    private void collect(Struct struct, String path) {
        for (Field field : struct.fields()) {
            parents.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(path);
        }
        for (Field field : struct.fields()) {
            String below = path.isEmpty() ? field.name() : path + "." + field.name();
            inner(field.type(), below).ifPresent(child -> collect(child.struct(), child.path()));
        }
    }

    private record Child(Struct struct, String path) {}

    private static Optional<Child> inner(Type type, String path) {
        return switch (type) {
            case Struct struct -> Optional.of(new Child(struct, path));
            case Type.Items items -> inner(items.element(), path + "[]");
            case Type.Entries entries -> inner(entries.value(), path + ".*");
            default -> Optional.empty();
        };
    }

    /** The sibling that a name most likely means. {@code given} names are in use already, so less likely. */
    static Optional<String> meant(String name, Struct struct, Set<String> given) {
        List<String> names = struct.fields().stream().map(Field::name).toList();
        List<String> free =
                names.stream().filter(known -> !given.contains(known)).toList();
        return Nearest.to(name, free)
                .or(() -> Optional.ofNullable(SYNONYMS.get(Nearest.plain(name))).filter(free::contains))
                .or(() -> Nearest.to(name, names));
    }

    /** Advice for a name that means no sibling: where it belongs, or what is known here. */
    String elsewhere(String name, Struct struct) {
        return parents.keySet().stream()
                .filter(known -> Nearest.plain(known).equals(Nearest.plain(name)))
                .findFirst()
                .map(known -> "'" + known + "' belongs " + places(known))
                .orElseGet(() -> "known here: " + names(struct));
    }

    private String places(String known) {
        return parents.getOrDefault(known, List.of()).stream()
                .sorted(Comparator.comparingInt(String::length))
                .limit(2)
                .map(path -> path.isEmpty() ? "at the top" : "under " + path)
                .reduce((first, second) -> first + " or " + second)
                .orElse("");
    }

    private static String names(Struct struct) {
        List<String> names =
                struct.fields().stream().map(Field::name).limit(NAMES_SHOWN).toList();
        return String.join(", ", names) + (struct.fields().size() > NAMES_SHOWN ? ", …" : "");
    }
}
