package dev.throng.runner.engine.judge;

import dev.throng.runner.script.expression.Encoding;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes secrets out of exchanges that people look at: headers, JSON members and form or query fields whose names say that
 * they hold one, and the values that the plan took from the environment, wherever they stand. Safe for all threads.
 */
public final class Redaction {
    private static final String SECRET =
            "(?:pass(?:word|wd|phrase)?|secret|token|api[-_]?key|auth(?:orization)?|credentials?|cookie|session(?:id)?|signature|jwt)";

    private static final Pattern HEADER = Pattern.compile("(?im)^([\\w-]*" + SECRET + "[\\w-]*: *)[^\r\n]*");
    private static final Pattern MEMBER = Pattern.compile(
            "(?i)(\"[\\w-]*" + SECRET + "\"\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*+(?:\"|$)|-?\\d[\\d.eE+-]*)");
    private static final Pattern FIELD =
            Pattern.compile("(?im)((?:^|[?&])[\\w.%\\[\\]-]*" + SECRET + "(?:]|%5D)?=)[^&\\s]*");

    /** Shorter values are words that stand anywhere. */
    private static final int SHORTEST = 6;

    private static final String HIDDEN = "***";

    private final List<String> values;

    /** @param values from the environment; short ones are no secrets */
    public Redaction(Collection<String> values) {
        Set<String> spellings = new LinkedHashSet<>();
        values.forEach(value -> spell(value, spellings));
        this.values = longestFirst(spellings);
    }

    /** A value as it may stand in a request: as it is, in a form, in a path, in JSON. */
    private static void spell(String value, Set<String> spellings) {
        if (value.length() >= SHORTEST) {
            String inForm = URLEncoder.encode(value, StandardCharsets.UTF_8);
            spellings.add(value);
            spellings.add(inForm);
            spellings.add(inForm.replace("+", "%20"));
            spellings.add(Encoding.URL.encoded(value));
            spellings.add(Encoding.JSON_TEXT.encoded(value));
        }
    }

    /** So that no part of a secret is left where another one is the beginning of it. */
    private static List<String> longestFirst(Set<String> spellings) {
        return spellings.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    String of(String text) {
        return of(text, List.of());
    }

    /** @param secrets beside the plan's own */
    String of(String text, Collection<String> secrets) {
        String safe = HEADER.matcher(text).replaceAll("$1" + HIDDEN);
        safe = MEMBER.matcher(safe).replaceAll("$1\"" + HIDDEN + "\"");
        safe = FIELD.matcher(safe).replaceAll("$1" + HIDDEN);
        Set<String> derived = new LinkedHashSet<>();
        secrets.forEach(secret -> spell(secret, derived));
        for (String value : longestFirst(derived)) {
            safe = safe.replace(value, HIDDEN);
        }
        for (String value : values) {
            safe = safe.replace(value, HIDDEN);
        }
        return safe;
    }
}
