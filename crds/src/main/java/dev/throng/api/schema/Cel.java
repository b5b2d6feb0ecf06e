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

    static String any(List<String> names) {
        return names.stream().map(Cel::has).collect(Collectors.joining(" || "));
    }

    /** Empty for fewer than two, of which there can't be too many. */
    static Optional<String> atMostOne(List<String> names) {
        return switch (names.size()) {
            case 0, 1 -> Optional.empty();
            case 2 -> Optional.of("!(" + has(names.get(0)) + " && " + has(names.get(1)) + ")");
            default -> Optional.of(count(names) + " <= 1");
        };
    }

    static String exactlyOne(List<String> names) {
        return count(names) + " == 1";
    }

    /** A sum instead of a list with a macro: the API server's budget for a rule counts a list ten times as dear. */
    private static String count(List<String> names) {
        return names.stream().map(name -> "(" + has(name) + " ? 1 : 0)").collect(Collectors.joining(" + "));
    }
}
