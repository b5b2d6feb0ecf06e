package dev.throng.runner.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations of a description of OpenAPI (3.0, 3.1, or 2.0), found by method and path. Immutable, for all threads. */
public final class OpenApi {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final String name;

    /** What stands before its paths, the longest first. */
    private final List<String> prefixes;

    /** By method and number of segments; those with fewer parameters first: a path as it is goes before a template. */
    private final Map<String, List<Operation>> operations;

    private OpenApi(String name, List<String> prefixes, Map<String, List<Operation>> operations) {
        this.name = name;
        this.prefixes = prefixes;
        this.operations = operations;
    }

    /**
     * @param name of the file, for people
     * @param basePath the target's path, without trailing slash
     * @throws ContractException it is no description that can be understood
     */
    public static OpenApi read(Schemas schemas, Path file, String name, String basePath) throws ContractException {
        Document document = schemas.documents().read(file, name);
        JsonNode root = document.root();
        if (!root.has("openapi") && !root.path("swagger").asText().startsWith("2")) {
            throw new ContractException(
                    name + " has no openapi, which says the version: is it an OpenAPI description?");
        }
        if (!root.path("paths").isObject()) {
            throw new ContractException(name + " has no paths");
        }
        return new OpenApi(
                name,
                prefixes(root, basePath),
                operations(Located.root(file, document).member("paths"), schemas));
    }

    private static Map<String, List<Operation>> operations(Located paths, Schemas schemas) throws ContractException {
        Map<String, List<Operation>> operations = new HashMap<>();
        for (Map.Entry<String, JsonNode> path : paths.node().properties()) {
            Located item = paths.member(path.getKey()).resolved(schemas.documents());
            for (Map.Entry<String, JsonNode> member : item.node().properties()) {
                if (METHODS.contains(member.getKey()) && member.getValue().isObject()) {
                    Operation made =
                            Operation.of(member.getKey(), path.getKey(), item.member(member.getKey()), schemas);
                    operations
                            .computeIfAbsent(key(made.method(), made.length()), unused -> new ArrayList<>())
                            .add(made);
                }
            }
        }
        operations.values().forEach(some -> some.sort(Comparator.comparingInt(Operation::parameters)));
        return operations;
    }

    private static String key(String method, int segments) {
        return method + ' ' + segments;
    }

    /** Where it says that servers are, where the target is, and both. */
    private static List<String> prefixes(JsonNode root, String basePath) {
        Set<String> found = new LinkedHashSet<>(List.of("", basePath));
        List<String> servers =
                new ArrayList<>(List.of(trimmed(root.path("basePath").asText())));
        root.path("servers")
                .forEach(server -> servers.add(pathOf(server.path("url").asText())));
        for (String server : servers) {
            found.add(server);
            found.add(basePath + server);
        }
        List<String> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(String::length).reversed());
        return sorted;
    }

    private static String pathOf(String url) {
        try {
            String path = new URI(url.replaceAll("\\{[^}]*}", "x")).getRawPath();
            return path == null ? "" : trimmed(path);
        } catch (URISyntaxException wrong) {
            return "";
        }
    }

    private static String trimmed(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Its file, for people. */
    public String name() {
        return name;
    }

    /**
     * Which operation a request is.
     *
     * @param method in capital letters
     * @param path of its URL, with the target's, without query
     */
    public Optional<Operation> operation(String method, String path) {
        for (String prefix : prefixes) {
            boolean within = path.startsWith(prefix)
                    && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
            Optional<Operation> found = within ? below(method, path.substring(prefix.length())) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Operation> below(String method, String path) {
        String[] segments = path.split("/", -1);
        return operations.getOrDefault(key(method, segments.length), List.of()).stream()
                .filter(operation -> operation.fits(segments))
                .findFirst();
    }
}
