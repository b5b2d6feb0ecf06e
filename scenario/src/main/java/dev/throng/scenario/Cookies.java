package dev.throng.scenario;

import dev.throng.scenario.spi.Link;
import java.util.Optional;

/** One user's cookies, kept by the rules of browsers. Confined to the user's thread. */
public final class Cookies {
    private final Link link;

    Cookies(Link link) {
        this.link = link;
    }

    /** The value of the newest cookie with this name. */
    public Optional<String> get(String name) {
        return link.cookie(name);
    }

    /**
     * A cookie for the whole target, until the user leaves.
     *
     * @throws IllegalArgumentException name or value has something in it that would end it, such as a semicolon
     */
    public void put(String name, String value) {
        if (name.isBlank() || name.indexOf('=') >= 0 || endsEarly(name) || endsEarly(value)) {
            throw new IllegalArgumentException("put(\"" + name
                    + "\", …): no cookie can hold a semicolon or a control character, and its name no equals sign;"
                    + " encode it as the target's pages do");
        }
        link.storeCookie("/", name + "=" + value + "; Path=/");
    }

    private static boolean endsEarly(String text) {
        return text.chars().anyMatch(c -> c == ';' || c < ' ' && c != '\t' || c == 0x7f);
    }

    /**
     * Stores a cookie as if a response from the URL had set it.
     *
     * @param setCookie such as {@code id=7; Path=/; Max-Age=60}
     */
    public void store(String url, String setCookie) {
        link.storeCookie(url, setCookie);
    }

    /** Forgets all of them. */
    public void clear() {
        link.clearCookies();
    }
}
