package dev.throng.api.file.yaml;

import dev.throng.api.file.yaml.Node.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Makes nodes of the YAML parser's events. Unlike the engine's own composer it keeps duplicate keys and unknown tags, for
 * the binder to name their paths, resolves merge keys as kubectl does, and bounds the nesting.
 *
 * <p>Throws {@link ComposerException} for what cannot be composed.
 */
final class Composer {
    private static final int DEEPEST = 64;
    private static final Set<String> USUAL_TAGS =
            Set.of("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq");

    private static final int MOST_MERGED = 100_000;

    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int deepest;
    private int merged;
    private boolean inFlow;

    Composer(Iterator<Event> events) {
        this.events = events;
    }

    /** @param height levels below the node, those behind aliases included */
    private record Anchored(Node node, int height) {}

    /** The next document, or none at the end of the stream. */
    Optional<Node> next() {
        anchors.clear();
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                Node root = node(events.next(), 0);
                events.next(); // the document's end
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }

    private Node node(Event event, int depth) {
        int before = deepest;
        deepest = depth;
        checkDepth(event);
        Node node = switch (event) {
            case AliasEvent alias -> aliased(alias, depth);
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            default -> throw refuse("expected a value", event);
        };
        if (event instanceof NodeEvent value && !(event instanceof AliasEvent)) {
            value.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, deepest - depth)));
        }
        deepest = Math.max(deepest, before);
        return node;
    }

    private void checkDepth(Event event) {
        if (deepest > DEEPEST) {
            throw refuse("nested deeper than " + DEEPEST + " levels", event);
        }
    }

    private Node aliased(AliasEvent alias, int depth) {
        Anchored target = anchors.get(alias.getAlias());
        if (target == null) {
            String name = alias.getAlias().getValue();
            throw refuse(
                    "the alias *" + name + " stands for nothing: mark a value above it, not around it, with &" + name,
                    alias);
        }
        deepest = depth + target.height();
        checkDepth(alias);
        return target.node();
    }

    private Node scalar(ScalarEvent event) {
        Optional<String> tag = event.getTag();
        boolean plain = event.isPlain() && tag.isEmpty();
        return new Node.Scalar(
                start(event), inFlow && plain ? question(event.getValue()) : unusual(tag), event.getValue(), plain);
    }

    private Node sequence(SequenceStartEvent start, int depth) {
        boolean outer = inFlow;
        inFlow = start.isFlow();
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        inFlow = outer;
        return new Node.Sequence(start(start), unusual(start.getTag()), start.isFlow(), List.copyOf(items));
    }

    private Node mapping(MappingStartEvent start, int depth) {
        boolean outer = inFlow;
        inFlow = start.isFlow();
        List<Entry> entries = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Node key = node(event, depth + 1);
            entries.add(new Entry(key, node(events.next(), depth + 1)));
        }
        inFlow = outer;
        return new Node.Mapping(start(start), unusual(start.getTag()), start.isFlow(), merged(entries, start));
    }

    /** Own keys win over merged ones, earlier merged ones over later ones. */
    private List<Entry> merged(List<Entry> entries, Event start) {
        if (entries.stream().noneMatch(Composer::isMerge)) {
            return List.copyOf(entries);
        }
        List<Entry> result = new ArrayList<>(
                entries.stream().filter(entry -> !isMerge(entry)).toList());
        Set<String> names = new HashSet<>();
        result.forEach(entry -> names.add(name(entry)));
        entries.stream().filter(Composer::isMerge).forEach(merge -> merge(merge.value(), start, names, result));
        return List.copyOf(result);
    }

    private void merge(Node from, Event start, Set<String> names, List<Entry> into) {
        switch (from) {
            case Node.Mapping mapping -> {
                merged += mapping.entries().size();
                mapping.entries().stream()
                        .filter(entry -> names.add(name(entry)))
                        .forEach(into::add);
            }
            case Node.Sequence sequence -> sequence.items().forEach(item -> merge(item, start, names, into));
            case Node.Scalar _ ->
                throw refuse("'<<' merges a mapping or a list of mappings, but found " + from.words(), start);
        }
        if (merged > MOST_MERGED) {
            throw refuse("the merge keys make this file too large", start);
        }
    }

    private static boolean isMerge(Entry entry) {
        return entry.key() instanceof Node.Scalar key
                && key.plain()
                && key.text().equals("<<");
    }

    private static String name(Entry entry) {
        return entry.key() instanceof Node.Scalar key ? key.text() : "";
    }

    private static @Nullable String unusual(Optional<String> tag) {
        return tag.filter(name -> !USUAL_TAGS.contains(name))
                .map(name -> name.replace("tag:yaml.org,2002:", "!!"))
                .map(name -> "the tag " + name + " is not supported: remove it")
                .orElse(null);
    }

    /** YAML 1.1 ends a plain text in brackets at a question mark. */
    private static @Nullable String question(String text) {
        return text.indexOf('?') < 0
                ? null
                : "a text with '?' inside {…} or […] needs quotes: kubectl cannot read it without";
    }

    private static Location start(Event event) {
        return event.getStartMark().map(Composer::location).orElse(Location.START);
    }

    static Location location(Mark mark) {
        return new Location(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static ComposerException refuse(String problem, Event at) {
        return new ComposerException(problem, at.getStartMark());
    }
}
