package dev.throng.runner.imports.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a list of steps refers to and makes, with the flows that it performs.
 *
 * @param words in its expressions
 * @param made variables that it captures or sets
 */
public record Reach(Set<String> words, Set<String> made) {
    private static final Pattern EXPRESSION = Pattern.compile("(?<!\\$)\\$\\{((?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*)}");
    private static final Pattern WORD = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_][A-Za-z0-9_]*");

    /** @param shared variables that are there already */
    public static Reach of(ArrayNode steps, ArrayNode flows, Set<String> shared) {
        Reach reach = new Reach(new LinkedHashSet<>(), new LinkedHashSet<>(shared));
        reach.follow(steps, flows, new HashSet<>());
        return reach;
    }

    /** The words of the expressions in a text. */
    public static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher expression = EXPRESSION.matcher(text);
        while (expression.find()) {
            Matcher word = WORD.matcher(expression.group(1));
            while (word.find()) {
                words.add(word.group());
            }
        }
        return words;
    }

    public boolean refersTo(String variable) {
        return words.contains(variable);
    }

    public boolean makes(String variable) {
        return made.contains(variable);
    }

    private void follow(JsonNode steps, ArrayNode flows, Set<String> followed) {
        for (JsonNode step : steps) {
            collect(step);
            step.path("capture").fieldNames().forEachRemaining(made::add);
            step.path("set").fieldNames().forEachRemaining(made::add);
            if (step.has("forEach")) {
                made.add(step.path("item").asText("item"));
            }
            Set<String> performed = new LinkedHashSet<>();
            performed.add(step.path("do").asText());
            step.path("choose").fieldNames().forEachRemaining(performed::add);
            for (String name : performed) {
                if (!name.isEmpty() && followed.add(name)) {
                    flows.forEach(flow -> {
                        if (flow.path("name").asText().equals(name)) {
                            follow(flow.path("steps"), flows, followed);
                        }
                    });
                }
            }
        }
    }

    private void collect(JsonNode node) {
        if (node.isTextual()) {
            words.addAll(words(node.textValue()));
        } else {
            node.forEach(this::collect);
        }
    }
}
