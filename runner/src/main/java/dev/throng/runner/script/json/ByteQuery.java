package dev.throng.runner.script.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of names and indices, followed over the bytes without a tree and without an allocation until a value is asked
 * for. The document is checked as a whole first, so that half a document holds nothing. Of two members of the same name
 * the first one counts.
 */
final class ByteQuery implements JsonQuery {
    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\[([0-9]{1,9})]|\\['([^'\\\\]+)']|\\[\"([^\"\\\\]+)\"]");

    private final String source;
    private final Step[] steps;

    ByteQuery(String source, List<Step> steps) {
        this.source = source;
        this.steps = steps.toArray(Step[]::new);
    }

    /** A step down: into a member, or to an item. */
    sealed interface Step {
        /** @param utf8 the name without escapes */
        record Name(byte[] utf8, String text) implements Step {}

        record Index(int index) implements Step {}
    }

    /** The steps of a path; empty when it has anything but names and indices. */
    static Optional<List<Step>> parse(String path) {
        if (!path.startsWith("$")) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = 1;
        while (matcher.find(at) && matcher.start() == at) {
            steps.add(step(matcher));
            at = matcher.end();
        }
        return at == path.length() ? Optional.of(steps) : Optional.empty();
    }

    private static Step step(Matcher matcher) {
        if (matcher.group(2) != null) {
            return new Step.Index(Integer.parseInt(matcher.group(2)));
        }
        String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
        String text = name != null ? name : matcher.group(4);
        return new Step.Name(text.getBytes(StandardCharsets.UTF_8), text);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public boolean present(JsonDocument document) {
        return find(document) >= 0;
    }

    @Override
    public @Nullable Object first(JsonDocument document) {
        int at = find(document);
        return at < 0 ? null : JsonBytes.value(document.bytes(), at, document.end());
    }

    /** Where the value begins; negative when there is none. The members of the root are known already. */
    private int find(JsonDocument document) {
        if (steps.length == 0 || !(steps[0] instanceof Step.Name name)) {
            return follow(document.bytes(), document.root(), 0);
        }
        return follow(document.bytes(), document.member(name), 1);
    }

    private int follow(byte[] json, int from, int first) {
        int at = from;
        for (int i = first; i < steps.length && at >= 0; i++) {
            at = switch (steps[i]) {
                case Step.Name name -> JsonBytes.member(json, at, name);
                case Step.Index index -> JsonBytes.item(json, at, index.index());
            };
        }
        return at;
    }

    @Override
    public String toString() {
        return source;
    }
}
