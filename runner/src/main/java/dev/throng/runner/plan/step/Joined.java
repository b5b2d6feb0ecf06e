package dev.throng.runner.plan.step;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several contents, one behind the other. */
public record Joined(List<Template> parts) implements Template {
    public Joined {
        parts = List.copyOf(parts);
    }

    @Override
    public String source() {
        return parts.stream().map(Template::source).collect(Collectors.joining());
    }

    @Override
    public boolean secret() {
        return parts.stream().anyMatch(Template::secret);
    }

    @Override
    public boolean constant() {
        return parts.stream().allMatch(Template::constant);
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        for (Template part : parts) {
            if (!part.appendTo(scope, out)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        ByteSink out = new ByteSink(256);
        return appendTo(scope, out) ? new String(out.array(), 0, out.length(), StandardCharsets.UTF_8) : null;
    }
}
