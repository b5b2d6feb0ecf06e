package dev.throng.runner.imports.k6;

import dev.throng.runner.imports.JsonPaths;
import dev.throng.runner.imports.js.Js;
import java.util.Optional;

/** What a script takes out of a response: {@code res.json('a.b')}, {@code res.json().a[0]}, {@code JSON.parse(res.body).a}. */
final class Responses {
    private Responses() {}

    /** The variable that holds it; empty when it is something else. */
    static Optional<String> path(Js.Expression value, Values values) {
        Optional<Path> path = read(value, values);
        return path.filter(found -> JsonPaths.isOne(found.text()))
                .map(found -> found.answer().json(found.text()));
    }

    /** A place in a response's JSON. */
    record Path(Answer answer, String text) {}

    static Optional<Path> read(Js.Expression value, Values values) {
        return switch (value) {
            case Js.Call call -> root(call, values);
            case Js.Member member ->
                member.name().equals("length")
                        ? read(member.object(), values).map(path -> new Path(path.answer(), path.text() + ".length()"))
                        : read(member.object(), values)
                                .map(path -> new Path(path.answer(), path.text() + field(member.name())));
            case Js.Index index ->
                index.index() instanceof Js.Number number && number.value() >= 0
                        ? read(index.object(), values)
                                .map(path -> new Path(path.answer(), path.text() + "[" + (int) number.value() + "]"))
                        : Optional.empty();
            case Js.Name name ->
                values.isConstant(name.name()) ? read(values.resolved(name), values, name) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Path> read(Js.Expression resolved, Values values, Js.Name name) {
        return resolved.equals(name) ? Optional.empty() : read(resolved, values);
    }

    private static String field(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? "." + name : "['" + name.replace("'", "\\'") + "']";
    }

    private static Optional<Path> root(Js.Call call, Values values) {
        String called = Functions.name(call.callee());
        if (called.equals("json") && call.callee() instanceof Js.Member member) {
            Optional<Answer> answer = values.answer(member.object());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            if (call.arguments().isEmpty()) {
                return Optional.of(new Path(answer.get(), "$"));
            }
            return values.known(call.arguments().getFirst())
                    .map(selector -> new Path(answer.get(), "$" + path(selector)));
        }
        if (called.equals("parse")
                && call.arguments().size() >= 1
                && call.arguments().getFirst() instanceof Js.Member body
                && body.name().equals("body")) {
            return values.answer(body.object()).map(answer -> new Path(answer, "$"));
        }
        return Optional.empty();
    }

    /** k6's own notation: names and numbers between points, {@code #} for all. */
    private static String path(String selector) {
        StringBuilder path = new StringBuilder();
        for (String part : selector.split("\\.")) {
            path.append(part.matches("[0-9]+") ? "[" + part + "]" : part.equals("#") ? "[*]" : field(part));
        }
        return path.toString();
    }
}
