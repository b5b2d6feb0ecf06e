package dev.throng.kubectl.cluster;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who keeps a LoadTest's spec, by the API server's record of who set which field. A person's tool writes once; everything else
 * (Argo CD, Flux, Helm, …) has a truth of its own and puts it back at its next sync, so that nothing is changed behind its back.
 */
public final class FieldManagers {
    private static final Pattern PEOPLE = Pattern.compile("kubectl.*|fabric8-kubernetes-client|k9s|Mozilla|unknown");
    private static final String FIELD = "f:";

    private FieldManagers() {}

    /** Fields of the spec that are not the same in both. */
    public static Set<String> changed(Map<String, Object> before, Map<String, Object> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Lets pass what nobody keeps.
     *
     * @param fields of the spec, those that are to be changed
     * @param otherwise what can be done instead
     */
    public static void mustNotKeep(LoadTest test, Collection<String> fields, String otherwise) {
        Set<String> managers = new TreeSet<>();
        Set<String> kept = new TreeSet<>();
        for (ManagedFieldsEntry entry : entries(test)) {
            Set<String> held = held(entry);
            held.retainAll(fields);
            if (!held.isEmpty() && !PEOPLE.matcher(name(entry)).matches()) {
                managers.add(name(entry));
                kept.addAll(held);
            }
        }
        if (!kept.isEmpty()) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "%s of %s is kept by %s, which puts its own back at its next sync: change it there, or %s"
                            .formatted(
                                    kept.stream().map("spec."::concat).collect(Collectors.joining(", ")),
                                    test.name(),
                                    String.join(", ", managers),
                                    otherwise));
        }
    }

    private static List<ManagedFieldsEntry> entries(LoadTest test) {
        return Optional.ofNullable(test.resource().getMetadata().getManagedFields())
                .orElse(List.of());
    }

    private static String name(ManagedFieldsEntry entry) {
        return Optional.ofNullable(entry.getManager()).orElse("unknown");
    }

    private static Set<String> held(ManagedFieldsEntry entry) {
        Object spec = entry.getFieldsV1() == null
                ? null
                : entry.getFieldsV1().getAdditionalProperties().get(FIELD + "spec");
        Set<String> held = new TreeSet<>();
        if (spec instanceof Map<?, ?> fields) {
            fields.keySet().stream()
                    .map(Object::toString)
                    .filter(field -> field.startsWith(FIELD))
                    .map(field -> field.substring(FIELD.length()))
                    .forEach(held::add);
        }
        return held;
    }
}
