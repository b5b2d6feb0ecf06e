package dev.throng.runner.script.json;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Documents with few names, so that paths often meet something, and much that is hard to read. */
final class RandomJson {
    private static final List<String> NAMES = List.of("a", "b", "my-key", "data");
    private static final List<String> SCALARS = List.of(
            "0",
            "-0",
            "12",
            "-7",
            "1.5",
            "1e3",
            "-2.5E-2",
            "123456789012345678",
            "12345678901234567890123",
            "true",
            "false",
            "null",
            "\"\"",
            "\"x\"",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
            "\"\\u00e9\\ud83d\\ude00\"",
            "\"é😀\"",
            "\"a,b:c}]\"",
            "\"\\\\\"");

    private RandomJson() {}

    static String document(SplittableRandom random) {
        String value = value(random, 4);
        return space(random) + (value.equals("null") ? "[null]" : value) + space(random);
    }

    static String path(SplittableRandom random) {
        StringBuilder path = new StringBuilder("$");
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            path.append(
                    switch (random.nextInt(3)) {
                        case 0 -> "." + name;
                        case 1 -> "['" + name + "']";
                        default -> "[" + random.nextInt(3) + "]";
                    });
        }
        return path.toString();
    }

    private static String value(SplittableRandom random, int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        if (kind < 4) {
            return object(random, depth);
        }
        return kind < 7 ? array(random, depth) : SCALARS.get(random.nextInt(SCALARS.size()));
    }

    private static String object(SplittableRandom random, int depth) {
        TreeSet<String> names = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            names.add(NAMES.get(random.nextInt(NAMES.size())));
        }
        List<String> members = new ArrayList<>();
        for (String name : names) {
            String written = random.nextInt(4) == 0 ? name.replace("a", "\\u0061") : name;
            members.add(space(random) + "\"" + written + "\"" + space(random) + ":" + space(random)
                    + value(random, depth - 1) + space(random));
        }
        return "{" + (members.isEmpty() ? space(random) : String.join(",", members)) + "}";
    }

    private static String array(SplittableRandom random, int depth) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(space(random) + value(random, depth - 1) + space(random));
        }
        return "[" + (items.isEmpty() ? space(random) : String.join(",", items)) + "]";
    }

    private static String space(SplittableRandom random) {
        return random.nextInt(6) == 0 ? " \n\t\r".substring(random.nextInt(4)) : "";
    }
}
