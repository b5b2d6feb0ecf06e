package dev.throng.api.schema;

import java.util.Set;

/** Evaluates the little of CEL that rules about presence use, as the API server would. */
final class PresenceCel {
    private final String text;
    private final Set<String> present;
    private int at;

    private PresenceCel(String text, Set<String> present) {
        this.text = text;
        this.present = present;
    }

    static boolean holds(String cel, Set<String> present) {
        PresenceCel evaluation = new PresenceCel(cel, present);
        boolean value = evaluation.or();
        if (evaluation.at != cel.length()) {
            throw new AssertionError("not understood from " + evaluation.at + ": " + cel);
        }
        return value;
    }

    private boolean or() {
        boolean value = and();
        while (taken("||")) {
            value |= and();
        }
        return value;
    }

    private boolean and() {
        boolean value = single();
        while (taken("&&")) {
            value &= single();
        }
        return value;
    }

    private boolean single() {
        if (taken("!")) {
            return !single();
        }
        if (taken("has(self.")) {
            return present.contains(upTo(")"));
        }
        expect("(");
        boolean value = or();
        if (taken("?1:0)")) {
            return count(value);
        }
        expect(")");
        return value;
    }

    /** A sum of ones for what is given, from its second addend on. */
    private boolean count(boolean first) {
        int given = first ? 1 : 0;
        while (taken("+(")) {
            given += or() ? 1 : 0;
            expect("?1:0)");
        }
        if (taken("==1")) {
            return given == 1;
        }
        expect("<2");
        return given < 2;
    }

    private String upTo(String end) {
        int from = at;
        at = text.indexOf(end, from) + end.length();
        return text.substring(from, at - end.length());
    }

    private boolean taken(String token) {
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void expect(String token) {
        if (!taken(token)) {
            throw new AssertionError("expected " + token + " at " + at + ": " + text);
        }
    }
}
