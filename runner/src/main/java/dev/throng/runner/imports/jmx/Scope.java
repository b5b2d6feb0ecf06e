package dev.throng.runner.imports.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What holds for the samplers at a place of the plan: what was met on the way down to it, the outermost first. */
record Scope(List<Element> elements) {
    static final Scope NOTHING = new Scope(List.of());

    private static final Set<String> SETTINGS = Set.of(
            "ConfigTestElement", "HeaderManager", "AuthManager", "CookieManager", "CacheManager", "UserParameters");

    /** Down one level, past these. */
    Scope with(List<Element> children) {
        List<Element> more = new ArrayList<>(elements);
        children.stream().filter(Scope::holds).forEach(more::add);
        return new Scope(more);
    }

    private static boolean holds(Element element) {
        return SETTINGS.contains(element.kind())
                || Timers.isOne(element)
                || Assertions.isOne(element)
                || Extractors.isOne(element);
    }

    List<Element> of(String kind) {
        return elements.stream().filter(element -> element.kind().equals(kind)).toList();
    }

    /** A property of the sampler's own, or else of the nearest defaults; {@code ""} when nobody says it. */
    String text(Element sampler, String property) {
        String own = sampler.text(property).strip();
        if (!own.isEmpty()) {
            return own;
        }
        for (int i = elements.size() - 1; i >= 0; i--) {
            Element element = elements.get(i);
            if (element.isDefaults() && !element.text(property).isBlank()) {
                return element.text(property).strip();
            }
        }
        return "";
    }
}
