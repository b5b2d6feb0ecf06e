package dev.throng.runner.script.compile;

import dev.throng.runner.script.expression.Constant;
import dev.throng.runner.script.expression.Node;
import java.util.ArrayList;
import java.util.List;

/** A piece of a text with {@code ${…}} in it. */
sealed interface Segment {
    /** @param text not empty, {@code $${} already turned into <code>${</code> */
    record Literal(String text) implements Segment {}

    record Expression(Node node) implements Segment {}

    /** Cuts a text up; what is wrong in an expression is reported, and the text behind it is read nevertheless. */
    static List<Segment> of(String source, Linker linker) {
        List<Segment> segments = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < source.length()) {
            if (source.startsWith("$${", at)) {
                literal.append("${");
                at += 3;
            } else if (source.startsWith("${", at)) {
                flush(literal, segments);
                at = expression(source, at + 2, linker, segments);
            } else {
                literal.append(source.charAt(at++));
            }
        }
        flush(literal, segments);
        return segments;
    }

    private static int expression(String source, int from, Linker linker, List<Segment> segments) {
        try {
            Parser parser = new Parser(source, from, linker);
            segments.add(new Expression(linker.inText(parser.braced())));
            return parser.end();
        } catch (SyntaxError error) {
            linker.problem(error.position(), error.words());
            segments.add(new Expression(Constant.BROKEN));
            int closed = source.indexOf('}', from);
            return closed < 0 ? source.length() : closed + 1;
        }
    }

    private static void flush(StringBuilder literal, List<Segment> segments) {
        if (!literal.isEmpty()) {
            segments.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
