package dev.throng.runner.script.regex;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with a bounded cost: an event loop must not stand still because a pattern backtracks for ever. A
 * match that would need more than {@value #BUDGET} looks at characters counts as none. Immutable, for all threads.
 */
public final class Regex {
    private static final int BUDGET = 5_000_000;

    private final Pattern pattern;

    Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws java.util.regex.PatternSyntaxException when it is no regular expression */
    public static Regex of(String source) {
        return new Regex(Pattern.compile(source));
    }

    public String source() {
        return pattern.pattern();
    }

    /** Whether the pattern matches somewhere in the text. */
    public boolean matches(CharSequence text) {
        return find(text) != null;
    }

    /** The first group of the first match, or the whole match when the pattern has no group; null when there is none. */
    public @Nullable String capture(CharSequence text) {
        Matcher found = find(text);
        return found == null ? null : found.groupCount() == 0 ? found.group() : found.group(1);
    }

    private @Nullable Matcher find(CharSequence text) {
        Matcher matcher = pattern.matcher(new Metered(text));
        try {
            return matcher.find() ? matcher : null;
        } catch (Exhausted | StackOverflowError beyondTheBudget) {
            return null;
        }
    }

    @Override
    public String toString() {
        return source();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Regex that && source().equals(that.source());
    }

    @Override
    public int hashCode() {
        return source().hashCode();
    }

    /** Text that counts how often the matcher looks at it. */
    private static final class Metered implements CharSequence {
        private final CharSequence text;
        private int left = BUDGET;

        Metered(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** Leaves the matcher from inside its look at a character; the only way to stop one. */
    private static final class Exhausted extends RuntimeException {
        Exhausted() {
            super("regular expression took too long", null, false, false);
        }
    }
}
