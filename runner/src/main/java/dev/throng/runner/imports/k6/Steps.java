package dev.throng.runner.imports.k6;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.js.Js;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a function does, as steps: its requests, checks, pauses, groups, loops that are counted, conditions that compare. */
final class Steps {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 12;
    private static final int MOST_UNROLLED = 50;
    private static final Set<String> SILENT =
            Set.of("log", "info", "warn", "error", "debug", "add", "push", "setItem", "fail", "exit");

    private final Values values;
    private final Requests requests;
    private final Checks checks;
    private final Notes notes;
    private final Map<String, Js.Function> functions;
    private final Words names = new Words();

    /** What the setup gives back. */
    private Js.Expression given = new Js.Word("undefined", 0);

    private Js.Expression returned = new Js.Word("undefined", 0);
    private int depth;

    Steps(Values values, Requests requests, Checks checks, Notes notes, Map<String, Js.Function> functions) {
        this.values = values;
        this.requests = requests;
        this.checks = checks;
        this.notes = notes;
        this.functions = functions;
    }

    /** A function's steps; its first parameter is what the setup gave back. */
    List<Part> of(Js.Function function) {
        Values.Scope scope = values.scope();
        List<Part> parts = new ArrayList<>();
        if (!function.parameters().isEmpty()) {
            values.constant(function.parameters().getFirst(), given);
        }
        perform(function.body(), parts);
        values.back(scope);
        return parts;
    }

    /** The same of the setup, whose value is kept. */
    List<Part> setup(Js.Function function) {
        List<Part> parts = new ArrayList<>();
        Values.Scope scope = values.scope();
        perform(function.body(), parts);
        given = values.closed(returned);
        values.back(scope);
        return parts;
    }

    private void perform(List<Js.Statement> statements, List<Part> parts) {
        for (Js.Statement statement : statements) {
            perform(statement, parts);
        }
    }

    private void perform(Js.Statement statement, List<Part> parts) {
        switch (statement) {
            case Js.Let let -> assign(let.name(), let.value(), parts);
            case Js.Do done -> perform(done.expression(), parts);
            case Js.Block block -> perform(block.statements(), parts);
            case Js.If condition -> conditional(condition, parts);
            case Js.Loop loop -> loop(loop, parts);
            case Js.Return value -> {
                if (value.value() instanceof Js.Call) {
                    perform(value.value(), parts);
                }
                returned = value.value();
            }
            case Js.Declared declared -> functions.put(declared.name(), declared.function());
            case Js.Unknown unknown -> notes.add(unknown.line(), unknown.what() + " is not carried over");
            case Js.Import imported -> {}
        }
    }

    private void perform(Js.Expression expression, List<Part> parts) {
        switch (expression) {
            case Js.Call call -> call(call, parts);
            case Js.Assign assign
            when assign.target() instanceof Js.Name name && assign.operator().equals("=") ->
                assign(name.name(), assign.value(), parts);
            case Js.Assign assign ->
                notes.add(
                        assign.line(),
                        "a value that the script puts together by " + assign.operator() + " is not carried over");
            case Js.Binary both
            when both.operator().matches("&&|\\|\\|") -> {
                perform(both.left(), parts);
                perform(both.right(), parts);
            }
            case Js.Unary unary when unary.operator().equals("!") -> perform(unary.operand(), parts);
            case Js.Unknown unknown ->
                notes.add(unknown.line(), "what begins with " + unknown.what() + " is not understood and left out");
            default -> {}
        }
    }

    private void assign(String name, Js.Expression value, List<Part> parts) {
        if (value instanceof Js.Function function) {
            functions.put(name, function);
            return;
        }
        if (value instanceof Js.Call call && requests.isOne(call)) {
            Optional<Answer> answer = send(call, parts);
            answer.ifPresent(found -> values.answer(name, found));
            return;
        }
        if (value instanceof Js.Call call && isCheck(call)) {
            checks.add(call);
            return;
        }
        if (value instanceof Js.Call call && own(call).isPresent()) {
            inline(call, own(call).orElseThrow(), parts);
            Optional<Answer> answer = values.answer(returned);
            if (answer.isPresent()) {
                values.answer(name, answer.get());
            } else {
                values.constant(name, returned);
            }
            return;
        }
        Optional<Answer> same = values.answer(value);
        if (same.isPresent()) {
            values.answer(name, same.get());
            return;
        }
        Optional<String> expression = values.expression(value);
        boolean drawn = expression
                .filter(text -> text.matches("(?s).*(random\\.|now\\(\\)|timestamp\\(\\)|counter\\().*"))
                .isPresent();
        if (drawn) {
            String variable = names.fresh(name);
            ObjectNode step = JSON.objectNode();
            step.putObject("set").put(variable, "${" + expression.orElse("") + "}");
            parts.add(new Part.Plain(step));
            values.variable(name, variable);
        } else {
            values.constant(name, value);
        }
    }

    private Optional<Answer> send(Js.Call call, List<Part> parts) {
        List<ObjectNode> steps =
                requests.steps(new Js.Call(call.callee(), performed(call.arguments(), parts), call.line()));
        steps.forEach(step -> parts.add(new Part.Plain(step)));
        return steps.size() == 1 ? Optional.of(new Answer(steps.getFirst(), names)) : Optional.empty();
    }

    /** What functions of the script's own give, in place of their calls. */
    private List<Js.Expression> performed(List<Js.Expression> arguments, List<Part> parts) {
        List<Js.Expression> performed = new ArrayList<>();
        for (Js.Expression argument : arguments) {
            if (argument instanceof Js.Call call && own(call).isPresent()) {
                inline(call, own(call).orElseThrow(), parts);
                performed.add(returned);
            } else {
                performed.add(argument);
            }
        }
        return performed;
    }

    private static boolean isCheck(Js.Call call) {
        return call.callee() instanceof Js.Name name && name.name().equals("check");
    }

    private Optional<Js.Function> own(Js.Call call) {
        return call.callee() instanceof Js.Name name
                ? Optional.ofNullable(functions.get(name.name()))
                : Optional.empty();
    }

    private void call(Js.Call call, List<Part> parts) {
        String name = Functions.name(call.callee());
        if (requests.isOne(call)) {
            send(call, parts);
        } else if (isCheck(call)) {
            if (!call.arguments().isEmpty()
                    && call.arguments().getFirst() instanceof Js.Call inner
                    && requests.isOne(inner)) {
                send(inner, parts).ifPresent(answer -> {
                    List<Js.Expression> arguments = new ArrayList<>(call.arguments());
                    arguments.set(0, new Js.Name("response of line " + call.line(), call.line()));
                    values.answer("response of line " + call.line(), answer);
                    checks.add(new Js.Call(call.callee(), arguments, call.line()));
                });
            } else {
                checks.add(call);
            }
        } else if (name.equals("sleep") && call.callee() instanceof Js.Name) {
            pause(call, parts);
        } else if (name.equals("group") && call.arguments().size() > 1) {
            group(call, parts);
        } else if (own(call).isPresent()) {
            inline(call, own(call).orElseThrow(), parts);
        } else if (name.equals("forEach")
                && call.callee() instanceof Js.Member member
                && !call.arguments().isEmpty()) {
            each(call, member, parts);
        } else if (!SILENT.contains(name)) {
            notes.add(
                    call.line(),
                    "a call of " + (name.isEmpty() ? "what only the script knows" : name) + " is not carried over");
        }
    }

    private void inline(Js.Call call, Js.Function function, List<Part> parts) {
        if (++depth > DEEPEST) {
            notes.add(call.line(), "calls that are more than " + DEEPEST + " deep are left out");
            depth--;
            return;
        }
        Values.Scope scope = values.scope();
        for (int i = 0; i < function.parameters().size(); i++) {
            String parameter = function.parameters().get(i);
            Js.Expression argument =
                    i < call.arguments().size() ? call.arguments().get(i) : new Js.Word("undefined", call.line());
            Optional<Answer> answer = values.answer(argument);
            if (answer.isPresent()) {
                values.answer(parameter, answer.get());
            } else {
                assign(parameter, values.resolved(argument), parts);
            }
        }
        returned = new Js.Word("undefined", call.line());
        perform(function.body(), parts);
        Optional<Answer> answer = values.answer(returned);
        Js.Expression value = answer.isPresent() ? returned : values.closed(returned);
        values.back(scope);
        if (answer.isPresent()) {
            String name = "response of the call in line " + call.line();
            values.answer(name, answer.get());
            returned = new Js.Name(name, call.line());
        } else {
            returned = value;
        }
        depth--;
    }

    private void pause(Js.Call call, List<Part> parts) {
        Js.Expression time = call.arguments().isEmpty()
                ? call
                : values.resolved(call.arguments().getFirst());
        Optional<Double> seconds = values.number(time);
        if (seconds.isPresent()) {
            if (seconds.get() > 0) {
                parts.add(new Part.Plain(JSON.objectNode().put("pause", time(seconds.get()))));
            }
            return;
        }
        Optional<double[]> range = range(time);
        if (range.isEmpty()) {
            notes.add(call.line(), "a sleep whose length only the script knows is left out");
            return;
        }
        ObjectNode step = JSON.objectNode();
        step.putObject("pauseBy").putArray("between").add(time(range.get()[0])).add(time(range.get()[1]));
        parts.add(new Part.Plain(step));
    }

    /** {@code randomIntBetween(a, b)}, {@code Math.random() * a + b}, {@code Math.floor(…)} of it. */
    private Optional<double[]> range(Js.Expression time) {
        Js.Expression found = values.resolved(time);
        if (found instanceof Js.Call call) {
            String name = Functions.name(call.callee());
            if (name.equals("randomIntBetween") && call.arguments().size() == 2) {
                return both(
                        values.number(call.arguments().get(0)),
                        values.number(call.arguments().get(1)));
            }
            if (name.equals("random")) {
                return Optional.of(new double[] {0, 1});
            }
            return name.matches("floor|round|ceil") && call.arguments().size() == 1
                    ? range(call.arguments().getFirst())
                    : Optional.empty();
        }
        if (!(found instanceof Js.Binary binary)) {
            return Optional.empty();
        }
        Optional<Double> left = values.number(binary.left());
        Optional<Double> right = values.number(binary.right());
        Optional<double[]> range = left.isPresent() ? range(binary.right()) : range(binary.left());
        double by = left.or(() -> right).orElse(Double.NaN);
        if (range.isEmpty() || Double.isNaN(by)) {
            return Optional.empty();
        }
        double[] ends = range.get();
        return switch (binary.operator()) {
            case "*" -> Optional.of(new double[] {ends[0] * by, ends[1] * by});
            case "/" -> Optional.of(new double[] {ends[0] / by, ends[1] / by});
            case "+" -> Optional.of(new double[] {ends[0] + by, ends[1] + by});
            default -> Optional.empty();
        };
    }

    private static Optional<double[]> both(Optional<Double> from, Optional<Double> to) {
        return from.isPresent() && to.isPresent() && to.get() >= from.get()
                ? Optional.of(new double[] {from.get(), to.get()})
                : Optional.empty();
    }

    static String time(double seconds) {
        long millis = Math.round(Math.min(86_400, Math.max(0, seconds)) * 1000);
        return millis % 1000 == 0 ? millis / 1000 + "s" : String.format(Locale.ROOT, "%dms", millis);
    }

    private void group(Js.Call call, List<Part> parts) {
        String name = Words.cut(
                values.known(call.arguments().getFirst())
                        .orElse("group")
                        .replaceAll("\\$+\\{", "{")
                        .strip(),
                100);
        if (values.resolved(call.arguments().get(1)) instanceof Js.Function function) {
            List<Part> inner = new ArrayList<>();
            perform(function.body(), inner);
            String called = name.isEmpty() ? "group" : name;
            parts.add(new Part.Nested(called, JSON.objectNode().put("group", called), inner, call.line()));
        }
    }

    private void conditional(Js.If condition, List<Part> parts) {
        List<Part> before = new ArrayList<>();
        if (condition.condition() instanceof Js.Call || condition.condition() instanceof Js.Unary) {
            perform(condition.condition(), before);
        }
        parts.addAll(before);
        List<Part> yes = new ArrayList<>();
        List<Part> no = new ArrayList<>();
        Optional<String> test = values.expression(condition.condition());
        perform(condition.yes(), yes);
        perform(condition.no(), no);
        if (yes.isEmpty() && no.isEmpty()) {
            return;
        }
        if (test.isEmpty()) {
            notes.add(
                    condition.line(),
                    "what stands under a condition that only the script knows is performed, what stands under else is not");
            parts.addAll(yes);
            return;
        }
        nested("if", JSON.objectNode().put("when", "${" + test.get() + "}"), yes, condition.line(), parts);
        nested("otherwise", JSON.objectNode().put("when", "${!(" + test.get() + ")}"), no, condition.line(), parts);
    }

    private static void nested(String name, ObjectNode how, List<Part> inner, int line, List<Part> parts) {
        if (!inner.isEmpty()) {
            parts.add(new Part.Nested(name, how, inner, line));
        }
    }

    private void loop(Js.Loop loop, List<Part> parts) {
        if (loop.kind().equals("of") && loop.head().size() == 1 && loop.head().getFirst() instanceof Js.Let item) {
            over(item.name(), item.value(), loop.body(), loop.line(), parts);
            return;
        }
        List<Part> body = new ArrayList<>();
        Optional<Js.Let> counter = loop.head().stream()
                .filter(Js.Let.class::isInstance)
                .map(Js.Let.class::cast)
                .findFirst();
        if (!loop.kind().equals("for") || counter.isEmpty() || !(loop.condition() instanceof Js.Binary limit)) {
            perform(loop.body(), body);
            notes.add(loop.line(), "a loop whose end only the script knows is performed once");
            parts.addAll(body);
            return;
        }
        double from = values.number(counter.get().value()).orElse(0.0);
        Optional<Double> to = values.number(limit.right());
        double times = to.orElse(1.0) - from + (limit.operator().equals("<=") ? 1 : 0);
        String variable = names.fresh(counter.get().name());
        Values.Scope scope = values.scope();
        values.variable(counter.get().name(), variable);
        perform(loop.body(), body);
        values.back(scope);
        if (to.isEmpty() || !limit.operator().startsWith("<")) {
            notes.add(loop.line(), "a loop whose end only the script knows is performed once");
        }
        if (body.isEmpty() || times < 1) {
            return;
        }
        if (body.toString().contains(variable)) {
            parts.add(set(variable, Numbers.written(from)));
            body.add(set(variable, variable + " + 1"));
        }
        long all = Math.min(1_000_000, (long) Math.ceil(times));
        parts.add(new Part.Nested(
                "loop", all == 1 ? JSON.objectNode() : JSON.objectNode().put("repeat", all), body, loop.line()));
    }

    private static Part set(String variable, String value) {
        ObjectNode step = JSON.objectNode();
        step.putObject("set").put(variable, "${" + value + "}");
        return new Part.Plain(step);
    }

    private void each(Js.Call call, Js.Member member, List<Part> parts) {
        if (values.resolved(call.arguments().getFirst()) instanceof Js.Function function
                && !function.parameters().isEmpty()) {
            over(function.parameters().getFirst(), member.object(), function.body(), call.line(), parts);
        }
    }

    private void over(String item, Js.Expression list, List<Js.Statement> statements, int line, List<Part> parts) {
        Js.Expression found = values.resolved(list);
        Values.Scope scope = values.scope();
        if (found instanceof Js.Array array) {
            for (Js.Expression one : array.items().stream().limit(MOST_UNROLLED).toList()) {
                values.constant(item, one);
                perform(statements, parts);
            }
            if (array.items().size() > MOST_UNROLLED) {
                notes.add(line, "of a list only the first " + MOST_UNROLLED + " are gone through");
            }
        } else {
            Optional<String> expression = values.expression(list);
            String variable = names.fresh(item);
            values.variable(item, variable);
            List<Part> body = new ArrayList<>();
            perform(statements, body);
            if (expression.isEmpty()) {
                notes.add(line, "a loop over what only the script knows is left out");
            } else {
                nested(
                        "each_" + item,
                        JSON.objectNode()
                                .put("forEach", "${" + expression.get() + "}")
                                .put("item", variable),
                        body,
                        line,
                        parts);
            }
        }
        values.back(scope);
    }
}
