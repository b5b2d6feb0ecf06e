package dev.throng.runner.imports.k6;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.JsonPaths;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.js.Js;
import dev.throng.runner.imports.tree.Notes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code check(…)}: what is counted and fails no request, a soft check with a name. */
final class Checks {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST = 64;
    private static final int MOST_OF_A_REQUEST = 16;
    private static final Set<String> COMPARING = Set.of("===", "==", "!==", "!=", "<", "<=", ">", ">=");

    private final Values values;
    private final Notes notes;
    private final Map<String, ObjectNode> named = new LinkedHashMap<>();
    private final Words words = new Words();

    Checks(Values values, Notes notes) {
        this.values = values;
        this.notes = notes;
    }

    ArrayNode named() {
        ArrayNode all = JSON.arrayNode();
        named.forEach((name, check) -> {
            ObjectNode whole = JSON.objectNode().put("name", name);
            whole.setAll(check);
            all.add(whole);
        });
        return all;
    }

    Set<String> names() {
        return named.keySet();
    }

    /** Adds the checks of one call to the step whose response they are about. */
    void add(Js.Call call) {
        Optional<Answer> answer = call.arguments().isEmpty()
                ? Optional.empty()
                : values.answer(call.arguments().getFirst());
        boolean readable = answer.isPresent()
                && call.arguments().size() > 1
                && values.resolved(call.arguments().get(1)) instanceof Js.Object;
        if (!readable) {
            notes.add(call.line(), "a check that is not of one request's response is not carried over");
            return;
        }
        ((Js.Object) values.resolved(call.arguments().get(1)))
                .fields()
                .forEach((name, condition) -> add(name, condition, answer.get()));
    }

    private void add(String name, Js.Expression condition, Answer answer) {
        Values.Scope scope = values.scope();
        Js.Expression tested = values.resolved(condition);
        if (tested instanceof Js.Function function) {
            if (!function.parameters().isEmpty()) {
                values.answer(function.parameters().getFirst(), answer);
            }
            tested = returned(function);
        }
        ObjectNode check = JSON.objectNode();
        boolean said = collect(tested, answer, check) && !check.isEmpty();
        values.back(scope);
        ObjectNode expect = answer.step().withObject("/expect");
        ArrayNode soft = expect.withArray("soft");
        if (!said || soft.size() == MOST_OF_A_REQUEST) {
            notes.add(tested.line(), "the check \"" + Words.cut(name, 80) + "\" is not carried over");
        } else {
            String plain = Words.cut(name.replaceAll("\\$+\\{", "{").strip(), 90);
            String given = check.equals(named.get(plain)) ? plain : fresh(plain, check);
            if (!given.isEmpty()
                    && !soft.toString().contains(JSON.textNode(given).toString())) {
                soft.add(given);
            }
        }
        if (soft.isEmpty()) {
            expect.remove("soft");
        }
        if (expect.isEmpty()) {
            answer.step().remove("expect");
        }
    }

    private String fresh(String name, ObjectNode check) {
        if (named.size() == MOST) {
            notes.add("a scenario has " + MOST + " checks with names at most: the others are left out");
            return "";
        }
        String fresh = words.freshName(name, 100);
        named.put(fresh, check);
        return fresh;
    }

    private static Js.Expression returned(Js.Function function) {
        for (Js.Statement statement : function.body()) {
            if (statement instanceof Js.Return found) {
                return found.value();
            }
        }
        return new Js.Unknown("nothing", function.line());
    }

    /** Whether all of it could be said. */
    private boolean collect(Js.Expression condition, Answer answer, ObjectNode check) {
        Js.Expression tested = values.resolved(condition);
        return switch (tested) {
            case Js.Binary both
            when both.operator().equals("&&") ->
                collect(both.left(), answer, check) && collect(both.right(), answer, check);
            case Js.Binary comparison
            when COMPARING.contains(comparison.operator()) -> compare(comparison, answer, check);
            case Js.Binary or when or.operator().equals("||") -> statuses(or, answer, check);
            case Js.Call call -> called(call, answer, check);
            case Js.Unary not
            when not.operator().equals("!") && not.operand() instanceof Js.Unary twice ->
                present(twice.operand(), check);
            default -> present(tested, check);
        };
    }

    private boolean is(Js.Expression value, Answer answer, String member) {
        return value instanceof Js.Member found
                && found.name().equals(member)
                && values.answer(found.object()).filter(answer::equals).isPresent();
    }

    private boolean compare(Js.Binary comparison, Answer answer, ObjectNode check) {
        Js.Expression left = comparison.left();
        String operator = comparison.operator();
        Optional<Double> number = values.number(comparison.right());
        if (is(left, answer, "status") && number.isPresent()) {
            return status(operator, number.get().intValue(), check);
        }
        if (left instanceof Js.Member time
                && time.name().matches("duration|waiting")
                && number.isPresent()
                && operator.startsWith("<")
                && time.object() instanceof Js.Member timings
                && timings.name().equals("timings")) {
            check.put("maxDuration", Numbers.written(Math.max(1, number.get())) + "ms");
            return number.get() == Math.rint(number.get());
        }
        if (left instanceof Js.Member length
                && length.name().equals("length")
                && is(length.object(), answer, "body")
                && number.isPresent()) {
            return sized(operator, number.get().longValue(), check);
        }
        if (left instanceof Js.Member header && is(header.object(), answer, "headers")) {
            Optional<String> text = values.known(comparison.right());
            return text.filter(found -> operator.startsWith("=="))
                    .map(found -> {
                        check.withArray("headers")
                                .addObject()
                                .put("name", header.name())
                                .put("equals", found);
                        return true;
                    })
                    .orElse(false);
        }
        if (left instanceof Js.Call index && Functions.name(index.callee()).equals("indexOf")) {
            boolean there = operator.matches("!==?") || operator.equals(">") || operator.equals(">=");
            return index.callee() instanceof Js.Member member
                    && is(member.object(), answer, "body")
                    && !index.arguments().isEmpty()
                    && values.known(index.arguments().getFirst())
                            .map(text -> body(there ? "contains" : "lacks", text, check))
                            .orElse(false);
        }
        return json(comparison, check);
    }

    private static boolean status(String operator, int status, ObjectNode check) {
        if (status < 100 || status > 599) {
            return false;
        }
        ArrayNode list = check.has("status") ? (ArrayNode) check.get("status") : JSON.arrayNode();
        switch (operator) {
            case "===", "==" -> check.putArray("status").add(status);
            case "!==", "!=" -> check.putArray("notStatus").add(status);
            case "<", "<=" -> {
                int last = operator.equals("<") ? status - 1 : status;
                int first = list.isEmpty()
                        ? 100
                        : Integer.parseInt(list.get(0).asText().substring(0, 3));
                check.putArray("status").add(first + "-" + last);
            }
            default -> check.putArray("status").add((operator.equals(">") ? status + 1 : status) + "-599");
        }
        return true;
    }

    private static boolean sized(String operator, long size, ObjectNode check) {
        ObjectNode body = check.withObject("/body");
        switch (operator) {
            case ">" -> body.put("atLeast", String.valueOf(size + 1));
            case ">=" -> body.put("atLeast", String.valueOf(size));
            case "<" -> body.put("atMost", String.valueOf(Math.max(0, size - 1)));
            case "<=" -> body.put("atMost", String.valueOf(size));
            case "===", "==" -> body.put("atLeast", String.valueOf(size)).put("atMost", String.valueOf(size));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean body(String field, String text, ObjectNode check) {
        if (text.isEmpty() || check.path("body").has(field)) {
            return false;
        }
        check.withObject("/body").put(field, text);
        return true;
    }

    private boolean json(Js.Binary comparison, ObjectNode check) {
        Optional<Responses.Path> path =
                Responses.read(comparison.left(), values).filter(found -> JsonPaths.isOne(found.text()));
        if (path.isEmpty()) {
            return false;
        }
        Js.Expression right = values.resolved(comparison.right());
        ObjectNode json = JSON.objectNode().put("path", path.get().text());
        boolean not = comparison.operator().startsWith("!");
        Optional<Double> number = values.number(right);
        switch (comparison.operator()) {
            case "===", "==", "!==", "!=" -> {
                boolean nothing = right instanceof Js.Word word && word.value().matches("undefined|null");
                if (nothing && not) {
                    break;
                }
                if (!nothing && !(right instanceof Js.Text || right instanceof Js.Number || right instanceof Js.Word)) {
                    return false;
                }
                if (!nothing) {
                    json.set("equals", values.json(right));
                }
                if (not || nothing) {
                    json.put("not", true);
                }
            }
            case ">" -> number.ifPresent(limit -> json.put("above", limit));
            case ">=" -> number.ifPresent(limit -> json.put("atLeast", limit));
            case "<" -> number.ifPresent(limit -> json.put("below", limit));
            default -> number.ifPresent(limit -> json.put("atMost", limit));
        }
        check.withArray("json").add(json);
        return comparison.operator().matches("[!=]==?") || number.isPresent();
    }

    /** Something of the JSON is there. */
    private boolean present(Js.Expression tested, ObjectNode check) {
        return Responses.read(tested, values)
                .filter(path -> JsonPaths.isOne(path.text()))
                .map(path -> {
                    check.withArray("json").addObject().put("path", path.text());
                    return true;
                })
                .orElse(false);
    }

    private boolean statuses(Js.Binary or, Answer answer, ObjectNode check) {
        ObjectNode left = JSON.objectNode();
        ObjectNode right = JSON.objectNode();
        boolean both = collect(or.left(), answer, left) && collect(or.right(), answer, right);
        if (!both || left.size() != 1 || right.size() != 1 || !left.has("status") || !right.has("status")) {
            return false;
        }
        ArrayNode all = check.putArray("status");
        all.addAll((ArrayNode) left.get("status"));
        all.addAll((ArrayNode) right.get("status"));
        return true;
    }

    private boolean called(Js.Call call, Answer answer, ObjectNode check) {
        String name = Functions.name(call.callee());
        if (!(call.callee() instanceof Js.Member member) || call.arguments().isEmpty()) {
            return present(call, check);
        }
        Js.Expression first = call.arguments().getFirst();
        if (name.equals("includes") && is(member.object(), answer, "body")) {
            return values.known(first)
                    .map(text -> body("contains", text, check))
                    .orElse(false);
        }
        if (name.equals("includes")
                && values.resolved(member.object()) instanceof Js.Array array
                && is(first, answer, "status")) {
            ArrayNode statuses = check.putArray("status");
            List<Optional<Double>> numbers =
                    array.items().stream().map(values::number).toList();
            numbers.forEach(number -> number.ifPresent(status -> statuses.add(status.intValue())));
            return !statuses.isEmpty()
                    && numbers.stream()
                            .allMatch(number -> number.filter(one -> one >= 100 && one < 600)
                                    .isPresent());
        }
        return present(call, check);
    }
}
