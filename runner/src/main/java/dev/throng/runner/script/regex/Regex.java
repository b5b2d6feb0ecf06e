package dev.throng.runner.script.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of Java's kind with a bounded cost: an event loop must not stand still because a pattern backtracks
 * for ever. What Java's engine has not decided after a number of looks at characters that grows with the text, RE2 decides,
 * in linear time. It cannot do look-around, references to groups and the like: such a pattern then has no answer, which is
 * not the same as no match. Immutable, for all threads.
 */
public final class Regex {
    /** Looks at characters that any text may cost, and those that each of its characters may cost beside. */
    private static final int BUDGET = 100_000;

    private static final int BUDGET_PER_CHARACTER = 32;

    private static final int MOST = 10_000;

    private final Pattern pattern;
    private final @Nullable LinearPattern linear;

    private Regex(Pattern pattern, @Nullable LinearPattern linear) {
        this.pattern = pattern;
        this.linear = linear;
    }

    /** @throws java.util.regex.PatternSyntaxException when it is no regular expression */
    public static Regex of(String source) {
        Pattern pattern = Pattern.compile(source);
        return new Regex(pattern, LinearPattern.of(source));
    }

    /** What came of a search. */
    public sealed interface Found {
        /** @param text the first group, or the whole match when the pattern has no group; null for a group that took no part */
        record Match(@Nullable String text) implements Found {}

        enum Nothing implements Found {
            /** It does not match. */
            NO_MATCH,
            /** Whether it matches is not known: to find out would take too long. */
            UNDECIDED
        }
    }

    public String source() {
        return pattern.pattern();
    }

    /** Whether every text gets an answer; otherwise one on which the pattern backtracks for too long gets none. */
    public boolean decidesAll() {
        return linear != null;
    }

    /** The first match in the text. */
    public Found find(CharSequence text) {
        Matcher matcher = pattern.matcher(new Metered(text));
        try {
            return matcher.find()
                    ? new Found.Match(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1))
                    : Found.Nothing.NO_MATCH;
        } catch (Exhausted | StackOverflowError beyondTheBudget) {
            return linear == null ? Found.Nothing.UNDECIDED : linear.find(text);
        }
    }

    /**
     * The texts of all matches that have one, in their order: some thousands at the most.
     *
     * @return null when it can't be told
     */
    public @Nullable List<String> all(CharSequence text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(new Metered(text));
        try {
            while (found.size() < MOST && matcher.find()) {
                String match = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
                if (match != null) {
                    found.add(match);
                }
            }
            return found;
        } catch (Exhausted | StackOverflowError beyondTheBudget) {
            return linear == null ? null : linear.all(text, MOST);
        }
    }

    /** Why there is no answer, for people. */
    public String undecided() {
        return "it can't be told whether " + source() + " matches: it looks back and forth for too long";
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
        private long left;

        Metered(CharSequence text) {
            this.text = text;
            this.left = BUDGET + (long) BUDGET_PER_CHARACTER * text.length();
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
