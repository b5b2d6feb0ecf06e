package dev.throng.runner.cli.session;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The variables by which other clients find a proxy. None is used here, which a run says rather than to surprise anybody. */
public final class Proxies {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    private Proxies() {}

    /** What to say of an environment; empty when it asks for no proxy, or when nobody would ask one for a target on this machine. */
    public static Optional<String> unused(Map<String, String> environment, URI target) {
        if (LOOPBACK.matcher(String.valueOf(target.getHost())).matches()) {
            return Optional.empty();
        }
        return Stream.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst()
                .map(name -> name + " is set and not used: requests go straight to the target");
    }
}
