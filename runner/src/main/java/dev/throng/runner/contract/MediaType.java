package dev.throng.runner.contract;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Media types as descriptions name them and responses have them. */
final class MediaType {
    private MediaType() {}

    /** Without parameters, in lower case. */
    static String plain(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether what has it can be validated. */
    static boolean isJson(String plain) {
        return plain.endsWith("/json") || plain.endsWith("+json");
    }

    /** The one of these, some of which may be ranges, that a type is; the more specific one goes before. */
    static Optional<String> best(Collection<String> ranges, String plain) {
        int slash = plain.indexOf('/');
        String range = slash < 0 ? "" : plain.substring(0, slash) + "/*";
        for (String wanted : new String[] {plain, range, "*/*"}) {
            if (ranges.contains(wanted)) {
                return Optional.of(wanted);
            }
        }
        return Optional.empty();
    }
}
