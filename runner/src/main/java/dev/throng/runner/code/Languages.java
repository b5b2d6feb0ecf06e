package dev.throng.runner.code;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The languages that are on the class path. */
public final class Languages {
    private static final class Known {
        static final List<Language> ALL = ServiceLoader.load(Language.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private Languages() {}

    /** The language that {@code spec.scenario} calls so. */
    public static Optional<Language> named(String name) {
        return Known.ALL.stream()
                .filter(language -> language.name().equals(name))
                .findFirst();
    }

    /** The language of a file, by how its name ends. */
    public static Optional<Language> of(String fileName) {
        return Known.ALL.stream()
                .filter(language -> fileName.endsWith(language.suffix()))
                .findFirst();
    }

    /** Their names, for people. */
    public static String names() {
        return Known.ALL.isEmpty()
                ? "none"
                : Known.ALL.stream().map(Language::name).collect(Collectors.joining(", "));
    }
}
