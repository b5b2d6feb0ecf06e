package dev.throng.runner.script.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of Java's for RE2, written so that it means the same there: what a dot stands for, and where {@code $} is. Two
 * differences are left, which hardly a response shows: RE2's {@code \s} lacks the vertical tab, its {@code (?i)} knows all letters.
 */
final class LinearPattern {
    private static final String TERMINATORS = "\\n\\r\\x{85}\\x{2028}\\x{2029}";
    private static final String ANY = "[^" + TERMINATORS + "]";
    private static final String END = "(?:\\r\\n|[" + TERMINATORS + "])?\\z";

    /** Flags that change what is written anew here. */
    private static final java.util.regex.Pattern FLAGS = java.util.regex.Pattern.compile("\\(\\?[a-zA-Z]*[mduUxs-]");

    /** Escapes that both know and that mean different things. */
    private static final String OTHER_ESCAPES = "v0Q";

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Null when RE2 cannot do it, or would mean something else by it. */
    static @Nullable LinearPattern of(String source) {
        String written = written(source);
        if (written == null) {
            return null;
        }
        try {
            return new LinearPattern(Pattern.compile(written));
        } catch (PatternSyntaxException beyondIt) {
            return null;
        }
    }

    Regex.Found find(CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? new Regex.Found.Match(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1))
                : Regex.Found.Nothing.NO_MATCH;
    }

    List<String> all(CharSequence text, int most) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (found.size() < most && matcher.find()) {
            String match = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
            if (match != null) {
                found.add(match);
            }
        }
        return found;
    }

    private static @Nullable String written(String source) {
        if (source.startsWith("(?s)")) {
            String rest = written(source.substring(4), ".");
            return rest == null ? null : "(?s)" + rest;
        }
        return written(source, ANY);
    }

    private static @Nullable String written(String source, String any) {
        if (FLAGS.matcher(source).find() || source.contains("[]") || source.contains("[^]")) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        boolean inClass = false;
        for (int at = 0; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '\\' && at + 1 < source.length()) {
                char escaped = source.charAt(++at);
                if (OTHER_ESCAPES.indexOf(escaped) >= 0) {
                    return null;
                }
                out.append(c).append(escaped);
            } else if (inClass) {
                if (c == '[' || source.startsWith("&&", at)) {
                    return null;
                }
                inClass = c != ']';
                out.append(c);
            } else if (c == '$') {
                if (!endsWith(source, at, out)) {
                    return null;
                }
            } else {
                inClass = c == '[';
                out.append(c == '.' ? any : String.valueOf(c));
            }
        }
        return out.toString();
    }

    /** The line terminator that {@code $} may leave behind it is no part of the match: it stays out of the group that is asked for. */
    private static boolean endsWith(String source, int at, StringBuilder out) {
        boolean grouped = source.matches("(?s).*(?<!\\\\)\\((?!\\?).*");
        boolean last = at == source.length() - 1 && source.indexOf('|') < 0;
        if (!grouped && !last) {
            return false;
        }
        if (!grouped) {
            out.insert(0, '(').append(')');
        }
        out.append(END);
        return true;
    }
}
