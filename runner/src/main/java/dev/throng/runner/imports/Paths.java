package dev.throng.runner.imports;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** URLs as LoadTests write them: a target, a path below it, and a name for all paths of a kind. */
final class Paths {
    private static final Pattern CHANGING = Pattern.compile(
            "[0-9]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{16,}|[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]{20,}");

    private Paths() {}

    /** Scheme, host and port; empty when it is no http URL. */
    static Optional<String> origin(String url) {
        try {
            URI parsed = new URI(url.replace(' ', '+')
                    .replace("{", "%7B")
                    .replace("}", "%7D")
                    .replace("|", "%7C"));
            String scheme = parsed.getScheme();
            boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            return http && parsed.getHost() != null
                    ? Optional.of(scheme.toLowerCase(Locale.ROOT) + "://" + parsed.getRawAuthority())
                    : Optional.empty();
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    /** What is behind the origin, without a fragment; escaped for us. */
    static String below(String url, String origin) {
        String rest = url.substring(Math.min(url.length(), origin.length())).replaceFirst("#.*", "");
        return Draft.literal(rest.startsWith("/") ? rest : "/" + rest);
    }

    /** {@code /users/17/orders?x=1} is one of {@code /users/{id}/orders}. */
    static String template(String path) {
        StringBuilder name = new StringBuilder();
        for (String part : path.replaceFirst("\\?.*", "").split("/", -1)) {
            name.append(CHANGING.matcher(part).matches() ? "{id}" : part).append('/');
        }
        // What was a query and nothing else is asked of the root.
        return name.length() == 1 ? "/" : name.substring(0, name.length() - 1);
    }
}
