package dev.throng.runner.imports.k6;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Draft;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.js.Js;
import dev.throng.runner.imports.tree.Notes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of a script as texts, expressions and JSON of ours. */
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NAME = Pattern.compile("Name\\[name=([^,]*),");
    private static final int DEEPEST = 24;
    private static final int LONGEST_SUM = 200;
    private static final int MOST_STEPS = 50_000;

    private final Map<String, String> environment;
    private final Notes notes;
    private final Map<String, Js.Expression> constants = new HashMap<>();
    private final Map<String, Piece> variables = new HashMap<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, String> blanks = new LinkedHashMap<>();

    /** What closed values refer to, in whatever scope. */
    private final Map<String, Piece> bound = new HashMap<>();

    private int depth;
    private int left;

    /** @param environment what the resource gives to scripts as {@code __ENV} */
    Values(Map<String, String> environment, Notes notes) {
        this.environment = environment;
        this.notes = notes;
    }

    /** A piece of a text: as it is, or an expression of ours, of which may be known what it is when nobody says otherwise. */
    record Piece(String text, boolean computed, @Nullable String usual) {
        static Piece of(String literal) {
            return new Piece(literal, false, literal);
        }
    }

    /** Another scope, whose names are gone when it ends. */
    Scope scope() {
        return new Scope(new HashMap<>(constants), new HashMap<>(variables), new HashMap<>(answers));
    }

    void back(Scope scope) {
        constants.clear();
        constants.putAll(scope.constants());
        variables.clear();
        variables.putAll(scope.variables());
        answers.clear();
        answers.putAll(scope.answers());
    }

    record Scope(Map<String, Js.Expression> constants, Map<String, Piece> variables, Map<String, Answer> answers) {}

    void constant(String name, Js.Expression value) {
        if (value instanceof Js.Name same && same.name().equals(name)) {
            return;
        }
        variables.remove(name);
        answers.remove(name);
        constants.remove(name);
        if (!reaches(value, name, new HashSet<>())) {
            constants.put(name, value);
        }
    }

    /** Whether a value is made of a name, by way of others too: then it is none that could be written out. */
    private boolean reaches(Js.Expression value, String name, Set<String> seen) {
        Matcher names = NAME.matcher(value.toString());
        while (names.find()) {
            String found = names.group(1);
            Js.Expression next = constants.get(found);
            if (found.equals(name) || next != null && seen.add(found) && reaches(next, name, seen)) {
                return true;
            }
        }
        return false;
    }

    void variable(String name, String expression) {
        answers.remove(name);
        variables.put(name, new Piece(expression, true, null));
    }

    /** The same value, without names of this scope in it. */
    Js.Expression closed(Js.Expression value) {
        if (isTooMuch()) {
            return value;
        }
        depth++;
        try {
            Js.Expression found = resolved(value);
            int line = found.line();
            return switch (found) {
                case Js.Text same -> same;
                case Js.Number same -> same;
                case Js.Word same -> same;
                case Js.Function same -> same;
                case Js.Object object -> {
                    Map<String, Js.Expression> fields = new LinkedHashMap<>();
                    object.fields().forEach((name, field) -> fields.put(name, closed(field)));
                    yield new Js.Object(fields, object.whole(), line);
                }
                case Js.Array array ->
                    new Js.Array(array.items().stream().map(this::closed).toList(), line);
                default -> {
                    if (!isText(found) && expression(found).isEmpty()) {
                        yield found;
                    }
                    List<Js.Expression> parts = new ArrayList<>();
                    pieces(found)
                            .forEach(piece ->
                                    parts.add(piece.computed() ? bound(piece, line) : new Js.Text(piece.text(), line)));
                    yield parts.size() == 1 ? parts.getFirst() : new Js.Template(parts, line);
                }
            };
        } finally {
            depth--;
        }
    }

    /** Constants that name others several times over would take for ever, and what they make as much memory. */
    private boolean isTooMuch() {
        if (depth == 0) {
            left = MOST_STEPS;
        }
        return depth >= DEEPEST || --left < 0;
    }

    private Js.Name bound(Piece piece, int line) {
        String name = "\u2039" + piece.text() + "\u203a";
        bound.put(name, piece);
        return new Js.Name(name, line);
    }

    void answer(String name, Answer answer) {
        variables.remove(name);
        answers.put(name, answer);
    }

    Map<String, String> blanks() {
        return blanks;
    }

    /** What a name stands for. */
    Js.Expression resolved(Js.Expression value) {
        Js.Expression found = value;
        for (int i = 0; i < DEEPEST && found instanceof Js.Name name && !variables.containsKey(name.name()); i++) {
            Js.Expression next = constants.get(name.name());
            if (next == null) {
                return found;
            }
            found = next;
        }
        if (found instanceof Js.Member member && resolvedDeeper(member.object()) instanceof Js.Object object) {
            Js.Expression field = object.fields().get(member.name());
            return field == null ? found : resolvedDeeper(field);
        }
        return found;
    }

    private Js.Expression resolvedDeeper(Js.Expression value) {
        if (depth > DEEPEST) {
            return value;
        }
        depth++;
        try {
            return resolved(value);
        } finally {
            depth--;
        }
    }

    boolean isConstant(String name) {
        return constants.containsKey(name) && !variables.containsKey(name);
    }

    /** The response that a name holds. */
    Optional<Answer> answer(Js.Expression value) {
        return value instanceof Js.Name name ? Optional.ofNullable(answers.get(name.name())) : Optional.empty();
    }

    /** As a text with expressions of ours in it. */
    String text(Js.Expression value) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces(value)) {
            text.append(piece.computed() ? "${" + piece.text() + "}" : Draft.literal(piece.text()));
        }
        return text.toString();
    }

    /** What it is when nobody says otherwise; empty when that is known during the test only. */
    Optional<String> known(Js.Expression value) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces(value)) {
            if (piece.usual() == null) {
                return Optional.empty();
            }
            text.append(piece.usual());
        }
        return Optional.of(text.toString());
    }

    Optional<Double> number(Js.Expression value) {
        if (isTooMuch()) {
            return Optional.empty();
        }
        depth++;
        try {
            return Numbers.of(value, this);
        } finally {
            depth--;
        }
    }

    List<Piece> pieces(Js.Expression value) {
        List<Piece> pieces = new ArrayList<>();
        if (isTooMuch()) {
            pieces.add(blank(value));
            return pieces;
        }
        depth++;
        try {
            collect(resolved(value), pieces);
        } finally {
            depth--;
        }
        return pieces;
    }

    private void collect(Js.Expression value, List<Piece> pieces) {
        switch (value) {
            case Js.Text text -> pieces.add(Piece.of(text.value()));
            case Js.Number number -> pieces.add(Piece.of(Numbers.written(number.value())));
            case Js.Template template -> template.parts().forEach(part -> pieces.addAll(pieces(part)));
            case Js.Binary sum
            when sum.operator().equals("+") && isText(sum) -> {
                pieces.addAll(pieces(sum.left()));
                pieces.addAll(pieces(sum.right()));
            }
            case Js.Member member when isEnvironment(member.object()) -> pieces.add(environment(member.name(), null));
            case Js.Binary or
            when isOr(or) && environmentName(or.left()).isPresent() ->
                pieces.add(environment(
                        environmentName(or.left()).orElse(""), known(or.right()).orElse(null)));
            case Js.Name name when bound.containsKey(name.name()) -> pieces.add(bound.get(name.name()));
            case Js.Call call
            when isTagged(call) -> pieces.addAll(pieces(call.arguments().getFirst()));
            default ->
                pieces.add(expression(value)
                        .map(expression -> new Piece(expression, true, null))
                        .orElseGet(() -> blank(value)));
        }
    }

    private static boolean isTagged(Js.Call call) {
        return call.callee() instanceof Js.Member member
                && member.name().equals("url")
                && call.arguments().size() == 1
                && call.arguments().getFirst() instanceof Js.Template;
    }

    private static boolean isOr(Js.Binary binary) {
        return binary.operator().equals("||") || binary.operator().equals("??");
    }

    private static boolean isEnvironment(Js.Expression value) {
        return value instanceof Js.Name name && name.name().equals("__ENV");
    }

    private static Optional<String> environmentName(Js.Expression value) {
        return value instanceof Js.Member member && isEnvironment(member.object())
                ? Optional.of(member.name())
                : Optional.empty();
    }

    private Piece environment(String name, @Nullable String otherwise) {
        String usual = environment.getOrDefault(name, otherwise == null ? "" : otherwise);
        boolean known = environment.containsKey(name) || otherwise != null;
        return new Piece(
                "env(" + literal(Words.variable(name)) + ", " + literal(usual) + ")", true, known ? usual : null);
    }

    private boolean isText(Js.Expression value) {
        if (depth == 0) {
            left = MOST_STEPS;
        }
        return isText(value, 0);
    }

    private boolean isText(Js.Expression value, int deep) {
        if (deep > LONGEST_SUM || --left < 0) {
            return false;
        }
        Js.Expression found = resolved(value);
        return found instanceof Js.Text
                || found instanceof Js.Template
                || found instanceof Js.Binary sum
                        && sum.operator().equals("+")
                        && (isText(sum.right(), deep + 1) || isText(sum.left(), deep + 1))
                || found instanceof Js.Binary or
                        && isOr(or)
                        && environmentName(or.left()).isPresent()
                || environmentName(found).isPresent();
    }

    private Piece blank(Js.Expression value) {
        String name = "value" + value.line();
        for (int i = 2; blanks.containsKey(name) && !blanks.get(name).equals(value.toString()); i++) {
            name = "value" + value.line() + "_" + i;
        }
        if (blanks.put(name, value.toString()) == null) {
            notes.add(value.line(), "a value that only the script can give is the variable " + name + ": give it one");
        }
        return new Piece(name, true, null);
    }

    /** As one expression of ours, without braces; a text of several pieces as their sum. */
    Optional<String> expression(Js.Expression value) {
        if (isTooMuch()) {
            return Optional.empty();
        }
        depth++;
        try {
            Js.Expression found = resolved(value);
            return found instanceof Js.Template
                            || found instanceof Js.Binary sum && sum.operator().equals("+") && isText(sum)
                    ? Optional.of(sum(pieces(found)))
                    : Functions.expression(found, this);
        } finally {
            depth--;
        }
    }

    private static String sum(List<Piece> pieces) {
        List<String> parts = new ArrayList<>();
        pieces.forEach(piece -> parts.add(piece.computed() ? "string(" + piece.text() + ")" : literal(piece.text())));
        return parts.isEmpty() ? "\"\"" : String.join(" + ", parts);
    }

    Optional<String> named(String name) {
        return Optional.ofNullable(bound.getOrDefault(name, variables.get(name)))
                .map(Piece::text);
    }

    Optional<String> environmentExpression(Js.Expression value) {
        return environmentName(value).map(name -> environment(name, null).text());
    }

    Optional<String> environmentOr(Js.Binary or) {
        return isOr(or) && environmentName(or.left()).isPresent()
                ? Optional.of(environment(
                                environmentName(or.left()).orElse(""),
                                known(or.right()).orElse(null))
                        .text())
                : Optional.empty();
    }

    /** As JSON, whose texts may hold expressions. */
    JsonNode json(Js.Expression value) {
        if (isTooMuch()) {
            return JSON.nullNode();
        }
        depth++;
        try {
            return switch (resolved(value)) {
                case Js.Object object -> {
                    ObjectNode node = JSON.objectNode();
                    object.fields().forEach((name, field) -> node.set(name, json(field)));
                    if (!object.whole()) {
                        notes.add(object.line(), "what is spread into an object is not carried over");
                    }
                    yield node;
                }
                case Js.Array array -> {
                    ArrayNode node = JSON.arrayNode();
                    array.items().forEach(item -> node.add(json(item)));
                    yield node;
                }
                case Js.Number number -> Numbers.node(number.value());
                case Js.Word word ->
                    switch (word.value()) {
                        case "true" -> JSON.booleanNode(true);
                        case "false" -> JSON.booleanNode(false);
                        default -> JSON.nullNode();
                    };
                default -> JSON.textNode(text(value));
            };
        } finally {
            depth--;
        }
    }

    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
