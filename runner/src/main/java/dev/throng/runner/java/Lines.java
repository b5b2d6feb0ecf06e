package dev.throng.runner.java;

import dev.throng.runner.code.Mistake;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.HashMap;
import java.util.Map;

/** Where things stand in a scenario's sources, as the compiler noted it. Confined to the thread that loads. */
final class Lines {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final ScenarioLoader loader;
    private final Map<Class<?>, Known> known = new HashMap<>();

    private record Known(String file, Map<String, Integer> methods, int first) {}

    /** A method of a class, or the class itself when the method's name is empty. */
    record Spot(Class<?> type, String method) {}

    Lines(ScenarioLoader loader) {
        this.loader = loader;
    }

    /** The line, for putting things into the order in which they were written. */
    int line(Spot spot) {
        Known type = known.computeIfAbsent(spot.type(), this::read);
        return spot.method().isEmpty() ? type.first() : type.methods().getOrDefault(spot.method(), UNKNOWN);
    }

    Mistake mistake(Spot spot, String problem) {
        int line = line(spot);
        return new Mistake(
                known.computeIfAbsent(spot.type(), this::read).file(), line == UNKNOWN ? 1 : line, 1, problem);
    }

    private Known read(Class<?> type) {
        byte[] bytes = loader.bytes(type);
        if (bytes.length == 0) {
            return new Known("", Map.of(), UNKNOWN);
        }
        ClassModel model = ClassFile.of().parse(bytes);
        Map<String, Integer> methods = new HashMap<>();
        int first = UNKNOWN;
        for (MethodModel method : model.methods()) {
            int line = firstLine(method);
            methods.merge(method.methodName().stringValue(), line, Math::min);
            first = Math.min(first, line);
        }
        String file = model.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue())
                .orElse("");
        return new Known(file, methods, first);
    }

    private static int firstLine(MethodModel method) {
        return method.code().flatMap(code -> code.findAttribute(Attributes.lineNumberTable())).stream()
                .flatMap(table -> table.lineNumbers().stream())
                .mapToInt(entry -> entry.lineNumber())
                .min()
                .orElse(UNKNOWN);
    }
}
