package dev.throng.runner.imports.jmx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where samplers send their requests: most go to one server, which is the target; what goes elsewhere is written whole. */
final class Targets {
    private final Texts texts;
    private final Map<String, Integer> origins = new LinkedHashMap<>();

    Targets(Texts texts) {
        this.texts = texts;
    }

    /** Counts where a sampler's request goes to. */
    void count(Element sampler, Scope scope) {
        origin(sampler, scope).ifPresent(origin -> origins.merge(origin, 1, Integer::sum));
    }

    /** The server that most requests go to; empty when none is named that is known before the test. */
    Optional<String> target() {
        return origins.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .map(Map.Entry::getKey);
    }

    /** The server's URL; empty when it is not named, or known during the test only. */
    private Optional<String> origin(Element sampler, Scope scope) {
        String path = path(sampler, scope);
        if (isWhole(path)) {
            return usable(path.replaceFirst("(?is)^(https?://[^/?#]+).*", "$1"));
        }
        Optional<String> domain =
                texts.known(scope.text(sampler, "HTTPSampler.domain")).map(String::strip);
        String scheme = texts.known(scope.text(sampler, "HTTPSampler.protocol"))
                .orElse("")
                .strip();
        String port =
                texts.known(scope.text(sampler, "HTTPSampler.port")).orElse("").strip();
        if (domain.isEmpty() || domain.get().isEmpty()) {
            return Optional.empty();
        }
        String host = domain.get().replaceFirst("(?i)^https?://", "").replaceFirst("/.*$", "");
        boolean secure = scheme.equalsIgnoreCase("https")
                || scheme.isEmpty() && (domain.get().startsWith("https://") || port.equals("443"));
        String name = secure ? "https" : "http";
        boolean usual = port.isEmpty() || port.equals(secure ? "443" : "80") || !port.matches("[1-9][0-9]{0,4}");
        return usable(name + "://" + host + (usual ? "" : ":" + port));
    }

    /** The path with what it begins with in place of a variable for that, such as one that holds the server. */
    String path(Element sampler, Scope scope) {
        String path = scope.text(sampler, "HTTPSampler.path");
        List<Texts.Piece> pieces = Texts.pieces(path);
        if (pieces.isEmpty() || !pieces.getFirst().computed()) {
            return path;
        }
        String first = "${" + pieces.getFirst().text() + "}";
        return texts.known(first)
                .map(String::strip)
                .filter(known -> known.startsWith("/") || isWhole(known))
                .map(known -> known + path.substring(first.length()))
                .orElse(path);
    }

    static boolean isWhole(String path) {
        return path.matches("(?is)https?://[^/?#\\s]+.*");
    }

    private static Optional<String> usable(String origin) {
        String lower = origin.replaceFirst(
                "^[A-Za-z]+", origin.substring(0, origin.indexOf(':')).toLowerCase(Locale.ROOT));
        return lower.matches("https?://([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?")
                ? Optional.of(lower)
                : Optional.empty();
    }

    /** What stands before the path: nothing for the target's own. */
    String before(Element sampler, Scope scope, String target) {
        Optional<String> origin = origin(sampler, scope);
        if (origin.isPresent()) {
            return origin.get().equals(target) ? "" : origin.get();
        }
        String domain = scope.text(sampler, "HTTPSampler.domain");
        boolean taken = Texts.pieces(domain).stream()
                .anyMatch(piece -> piece.computed()
                        && texts.isTakenDuringTheTest(piece.text().strip()));
        if (!taken) {
            return "";
        }
        String scheme = texts.known(scope.text(sampler, "HTTPSampler.protocol"))
                .orElse("")
                .strip();
        String port = scope.text(sampler, "HTTPSampler.port");
        return (scheme.equalsIgnoreCase("https") ? "https" : "http") + "://" + texts.ours(domain, sampler.line())
                + (port.isEmpty() ? "" : ":" + texts.ours(port, sampler.line()));
    }
}
