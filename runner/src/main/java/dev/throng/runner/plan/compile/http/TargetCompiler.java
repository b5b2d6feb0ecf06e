package dev.throng.runner.plan.compile.http;

import dev.throng.api.schema.Notation;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The base URL of the system under test. */
public final class TargetCompiler {
    private static final URI NOWHERE = URI.create("http://localhost");

    private TargetCompiler() {}

    public static URI compile(@Nullable String target, Optional<String> instead, Place place) {
        String url = instead.orElse(target);
        if (url == null) {
            place.problem("is missing, give the base URL of the system under test such as http://items.shop.svc:8000");
            return NOWHERE;
        }
        if (!Notation.BASE_URL.matches(url)) {
            Quantity.wrong(url, Notation.BASE_URL, place);
            return NOWHERE;
        }
        try {
            return checked(new URI(url.replaceFirst("/+$", "")), url, place);
        } catch (URISyntaxException wrong) {
            place.problem("\"" + url + "\" is no URL: " + wrong.getReason());
            return NOWHERE;
        }
    }

    private static URI checked(URI uri, String url, Place place) {
        if (uri.getHost() == null) {
            place.problem("\"" + url + "\" has no valid host name");
        } else if (uri.getPort() == 0 || uri.getPort() > 65535) {
            place.problem("\"" + url + "\" has no valid port, it must be from 1 to 65535");
        }
        return uri;
    }
}
