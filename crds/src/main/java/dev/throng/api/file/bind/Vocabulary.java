package dev.throng.api.file.bind;

import dev.throng.api.file.yaml.Node;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All field names of a kind, and where each belongs: for advice about a field that is not known where it stands. */
public final class Vocabulary {
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
            Map.entry("else", "otherwise"),
            Map.entry("while", "repeatWhile"),
            Map.entry("loop", "repeat"),
            Map.entry("loops", "iterationsPerUser"),
            Map.entry("include", "do"),
            Map.entry("flow", "do"),
            Map.entry("call", "do"),
            Map.entry("steps", "do"),
            Map.entry("as", "item"),
            Map.entry("randomswitch", "choose"),
            Map.entry("stopuser", "stop"),
            Map.entry("stoprun", "stop"),
            Map.entry("check", "expect"),
            Map.entry("on", "status"),
            Map.entry("retries", "retry"),
            Map.entry("feeder", "data"),
            Map.entry("feeders", "data"),
            Map.entry("scenarios", "loads"),
            Map.entry("transaction", "group"),
            Map.entry("traceparent", "traced"),
            Map.entry("cert", "clientCertFile"),
            Map.entry("key", "clientKeyFile"),
            Map.entry("podtemplate", "pods"),
            Map.entry("parallelism", "workers"),
            Map.entry("replicas", "workers"),
            Map.entry("cron", "schedule"));

    private final Map<String, List<Use>> uses = new LinkedHashMap<>();

    /** A field somewhere in the kind. @param parent the path of what it is a field of */
    private record Use(String parent, Type type) {
        String place() {
            return parent.isEmpty() ? "at the top" : "under " + parent;
        }
    }

    public Vocabulary(Struct root) {
        collect(root, "");
    }

    private void collect(Type type, String path) {
        switch (type) {
            case Struct struct ->
                struct.fields().forEach(field -> {
                    uses.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(new Use(path, field.type()));
                    collect(field.type(), path.isEmpty() ? field.name() : path + "." + field.name());
                });
            case Type.Items items -> collect(items.element(), path + "[]");
            case Type.Entries entries -> collect(entries.value(), path + ".*");
            default -> {} // nothing inside
        }
    }

    /** The sibling that a name most likely means. {@code given} names are in use already, so less likely. */
    static Optional<String> meant(String name, Struct struct, Set<String> given) {
        List<String> names = struct.fields().stream().map(Field::name).toList();
        List<String> free =
                names.stream().filter(known -> !given.contains(known)).toList();
        return Optional.ofNullable(SYNONYMS.get(Nearest.plain(name)))
                .filter(free::contains)
                .or(() -> Nearest.to(name, free))
                .or(() -> Nearest.to(name, names));
    }

    /** Advice for a name that means no sibling: where it belongs, or what is known here. */
    String elsewhere(String name, Struct struct) {
        String plain = Nearest.plain(name);
        return uses.keySet().stream()
                .filter(known -> Nearest.plain(known).equals(plain))
                .findFirst()
                .map(known -> "'" + known + "' belongs " + places(known, _ -> true))
                .orElseGet(() -> "known here: " + names(struct));
    }

    /** Where a field of this name may hold a list or mapping such as this, which it may not hold where it stands. */
    Optional<String> elsewhere(String name, Node found) {
        if (found instanceof Node.Scalar) {
            return Optional.empty();
        }
        boolean list = found instanceof Node.Sequence;
        String places = places(name, type -> list ? type instanceof Type.Items : type instanceof Struct);
        return Optional.of("such a '" + name + "' belongs " + places).filter(_ -> !places.isEmpty());
    }

    private String places(String known, Predicate<Type> fits) {
        return uses.getOrDefault(known, List.of()).stream()
                .filter(use -> fits.test(use.type()))
                .sorted(Comparator.comparingInt(use -> use.parent().length()))
                .limit(2)
                .map(Use::place)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String names(Struct struct) {
        List<String> names =
                struct.fields().stream().map(Field::name).limit(NAMES_SHOWN).toList();
        return String.join(", ", names) + (struct.fields().size() > NAMES_SHOWN ? ", …" : "");
    }
}
