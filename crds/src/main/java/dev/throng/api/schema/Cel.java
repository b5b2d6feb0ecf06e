package dev.throng.api.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pieces of CEL about the presence of fields, as short as they can be: a rule stands wherever its record does, and kubectl
 * keeps a whole definition in an annotation, where it spells {@code &} and {@code <} with six bytes.
 */
final class Cel {
    private Cel() {}

    /** {@code has(self.a)}; for {@code a.b} first whether there is an a. */
    static String has(String name) {
        String[] parts = name.split("\\.");
        return IntStream.rangeClosed(1, parts.length)
                .mapToObj(end -> "has(self." + String.join(".", List.of(parts).subList(0, end)) + ")")
                .collect(Collectors.joining("&&"));
    }

    /** That it is not there: {@code !has(self.a)}. */
    static String none(String name) {
        return name.contains(".") ? "!(" + has(name) + ")" : "!" + has(name);
    }

    /** That not one is there. */
    static String none(List<String> names) {
        return names.size() == 1 ? none(names.getFirst()) : "!(" + any(names) + ")";
    }

    static String any(List<String> names) {
        return names.stream().map(Cel::has).collect(Collectors.joining("||"));
    }

    /** Empty for fewer than two, of which there can't be too many. */
    static Optional<String> atMostOne(List<String> names) {
        return switch (names.size()) {
            case 0, 1 -> Optional.empty();
            case 2 -> Optional.of(none(names.get(0)) + "||" + none(names.get(1)));
            default -> Optional.of(count(names) + "<2");
        };
    }

    static String exactlyOne(List<String> names) {
        return count(names) + "==1";
    }

    /** A sum instead of a list with a macro: the API server's budget for a rule counts a list ten times as dear. */
    private static String count(List<String> names) {
        return names.stream().map(name -> "(" + has(name) + "?1:0)").collect(Collectors.joining("+"));
    }
}
