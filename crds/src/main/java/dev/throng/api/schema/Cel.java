package dev.throng.api.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pieces of CEL about the presence of fields. */
final class Cel {
    private Cel() {}

    /** {@code has(self.a)}; for {@code a.b} first whether there is an a. */
    static String has(String name) {
        String[] parts = name.split("\\.");
        return IntStream.rangeClosed(1, parts.length)
                .mapToObj(end -> "has(self." + String.join(".", List.of(parts).subList(0, end)) + ")")
                .collect(Collectors.joining(" && "));
    }

    static String list(List<String> names) {
        return names.stream().map(Cel::has).collect(Collectors.joining(", ", "[", "]"));
    }

    static String any(List<String> names) {
        return names.stream().map(Cel::has).collect(Collectors.joining(" || "));
    }

    /** Empty for fewer than two, of which there can't be too many. */
    static Optional<String> atMostOne(List<String> names) {
        return names.size() < 2 ? Optional.empty() : Optional.of(list(names) + ".filter(x, x).size() <= 1");
    }
}
