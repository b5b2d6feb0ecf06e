package dev.throng.runner.script.compile;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.expression.Encoding;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Part;
import dev.throng.runner.script.expression.PartsTemplate;
import java.util.ArrayList;
import java.util.List;

/** Collects the parts of a template; constant neighbours become one run of bytes. */
final class Parts {
    private final List<Part> parts = new ArrayList<>();
    private final ByteSink pending = new ByteSink(64);
    private boolean secret;

    /** Bytes as they are. */
    Parts raw(String text) {
        pending.append(text);
        return this;
    }

    /** Text and expressions, all in one encoding. */
    Parts segments(List<Segment> segments, Encoding encoding) {
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Literal literal -> encoding.text(literal.text(), pending);
                case Segment.Expression expression -> node(expression.node(), encoding);
            }
        }
        return this;
    }

    Parts node(Node node, Encoding encoding) {
        secret |= node.secret();
        if (node.part(encoding) instanceof Part.Constant constant) {
            pending.append(constant.bytes());
        } else {
            flush();
            parts.add(node.part(encoding));
        }
        return this;
    }

    Template template(String source, PartsTemplate.Reader reader) {
        flush();
        return new PartsTemplate(source, parts.toArray(Part[]::new), reader, secret);
    }

    private void flush() {
        if (pending.length() > 0) {
            parts.add(new Part.Constant(pending.copy()));
            pending.truncate(0);
        }
    }
}
