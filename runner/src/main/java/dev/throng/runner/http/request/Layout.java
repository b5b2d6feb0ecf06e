package dev.throng.runner.http.request;

import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Nowhere;
import dev.throng.runner.script.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the parts of a request; what is constant and adjacent becomes one part. */
final class Layout {
    private final List<Part> parts = new ArrayList<>();
    private final ByteSink constant = new ByteSink(512);

    void constant(String text) {
        constant.append(text);
    }

    void constant(byte[] bytes) {
        constant.append(bytes);
    }

    void add(Part part) {
        flush();
        parts.add(part);
    }

    void path(Template path) {
        if (path.constant()) {
            ByteSink bytes = new ByteSink(64);
            bytes.append(constantText(path));
            Part.Path.normalize(bytes, 0);
            constant.append(bytes.array(), 0, bytes.length());
        } else {
            add(new Part.Path(path));
        }
    }

    /** A field of the step. Plans are checked, so a constant value has no line break. */
    void field(Step.Header header) {
        if (header.value().constant()) {
            constant(header.name() + ": " + constantText(header.value()) + "\r\n");
        } else {
            byte[] nameAndColon = (header.name() + ": ").getBytes(StandardCharsets.UTF_8);
            add(new Part.Field(nameAndColon, header.name(), header.value()));
        }
    }

    Part[] done() {
        flush();
        return parts.toArray(new Part[0]);
    }

    /** What these parts write for a user without cookies, when that is always the same; null otherwise. */
    static @Nullable ByteSink whole(Part[] parts) {
        ByteSink whole = new ByteSink(256);
        for (Part part : parts) {
            switch (part) {
                case Part.Constant constant -> whole.append(constant.bytes());
                case Part.Cookies none -> {}
                default -> {
                    return null;
                }
            }
        }
        return whole;
    }

    private void flush() {
        if (constant.length() > 0) {
            parts.add(new Part.Constant(Arrays.copyOf(constant.array(), constant.length())));
            constant.truncate(0);
        }
    }

    /** What a constant template always writes. */
    static String constantText(Template template) {
        return new String(constantBytes(template), StandardCharsets.UTF_8);
    }

    static byte[] constantBytes(Template template) {
        ByteSink sink = new ByteSink(64);
        if (!template.appendTo(Nowhere.SCOPE, sink)) {
            throw new IllegalStateException("a constant template has no variable: " + template.source());
        }
        return sink.copy();
    }
}
