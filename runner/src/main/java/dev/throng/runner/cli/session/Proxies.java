package dev.throng.runner.cli.session;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The variables by which other clients find a proxy. None is used here, which a run says rather than to surprise anybody. */
public final class Proxies {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    private Proxies() {}

    /**
     * What to say of an environment; empty when it asks for no proxy, or for none on the way to this target, or when nobody
     * would ask one for a target on this machine.
     */
    public static Optional<String> unused(Map<String, String> environment, URI target) {
        String host = String.valueOf(target.getHost()).toLowerCase(Locale.ROOT);
        if (LOOPBACK.matcher(host).matches() || isExcepted(host, environment)) {
            return Optional.empty();
        }
        return Stream.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst()
                .map(name -> name + " is set and not used: requests go straight to the target");
    }

    /** By names and the domains that they end with, with or without a dot before them, as curl does it. */
    private static boolean isExcepted(String host, Map<String, String> environment) {
        return Stream.of("no_proxy", "NO_PROXY")
                .map(name -> environment.getOrDefault(name, "").toLowerCase(Locale.ROOT))
                .flatMap(value -> Stream.of(value.split("[,\\s]+")))
                .map(entry -> entry.replaceFirst("^[*]?[.]", ""))
                .anyMatch(entry ->
                        entry.equals("*") || !entry.isEmpty() && (host.equals(entry) || host.endsWith("." + entry)));
    }
}
