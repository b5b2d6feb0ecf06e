package dev.throng.runner.imports.accesslog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Routes as a tree of the paths' parts. Parts that are numbers or ids are one, and so are those of a place that has many
 * different ones, such as the names of articles.
 */
final class Routes {
    /** A place with more parts than these has routes of their own only for the frequent ones. */
    private static final int MOST_PARTS = 100;

    /** Deeper parts are taken together. */
    private static final int DEEPEST = 16;

    private static final String ANY = "{id}";
    private static final Pattern CHANGING = Pattern.compile(
            "[0-9]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{16,}|(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{21,}");

    private final SplittableRandom random = new SplittableRandom(1);
    private final Node root = new Node();

    private static final class Node {
        private final Map<String, Node> parts = new TreeMap<>();
        private final Map<String, Route> methods = new TreeMap<>();
        private long count;
        /** Whether there were too many parts at some time. */
        private boolean open;
    }

    /** One of the result. */
    record Named(String method, String template, Route route) {}

    void add(Hit hit) {
        int query = hit.path().indexOf('?');
        String path = query < 0 ? hit.path() : hit.path().substring(0, query);
        Node node = root;
        int depth = 0;
        for (String part : path.substring(1).split("/", DEEPEST)) {
            node.count++;
            node = child(node, part, depth++);
        }
        node.count++;
        node.methods.computeIfAbsent(hit.method(), method -> new Route()).add(hit, random);
    }

    private Node child(Node node, String part, int depth) {
        boolean changes = CHANGING.matcher(part).matches() || depth == DEEPEST - 1;
        if (!changes && node.parts.size() >= MOST_PARTS && !node.parts.containsKey(part)) {
            List<Long> counts = node.parts.values().stream()
                    .map(child -> child.count)
                    .sorted()
                    .toList();
            node.open = true;
            unite(node, counts.get(counts.size() / 2));
        }
        return node.parts.computeIfAbsent(changes ? ANY : part, any -> new Node());
    }

    /** Takes together what came so often or less. */
    private void unite(Node node, long atMost) {
        Node any = node.parts.computeIfAbsent(ANY, none -> new Node());
        node.parts.entrySet().removeIf(part -> {
            boolean rare = part.getValue() != any && part.getValue().count <= atMost;
            if (rare) {
                into(any, part.getValue());
            }
            return rare;
        });
    }

    private void into(Node target, Node source) {
        target.count += source.count;
        target.open |= source.open;
        source.methods.forEach((method, route) ->
                target.methods.computeIfAbsent(method, any -> new Route()).add(route, random));
        source.parts.forEach((part, node) -> into(target.parts.computeIfAbsent(part, any -> new Node()), node));
        if (target.parts.size() > 2 * MOST_PARTS) {
            target.open = true;
            unite(target, target.count / MOST_PARTS);
        }
    }

    /** The most frequent ones first. */
    List<Named> byCount() {
        List<Named> all = new ArrayList<>();
        settle(root);
        collect(root, "", all);
        all.sort((a, b) -> Long.compare(b.route().count(), a.route().count()));
        return all;
    }

    private void settle(Node node) {
        if (node.open) {
            unite(node, node.count / MOST_PARTS);
        }
        node.parts.values().forEach(this::settle);
    }

    private static void collect(Node node, String path, List<Named> all) {
        node.methods.forEach((method, route) -> all.add(new Named(method, path.isEmpty() ? "/" : path, route)));
        node.parts.forEach((part, child) -> collect(child, path + "/" + part, all));
    }
}
