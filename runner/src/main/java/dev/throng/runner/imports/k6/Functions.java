package dev.throng.runner.imports.k6;

import dev.throng.runner.imports.js.Js;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Expressions of a script as ours, where there are such. */
final class Functions {
    private static final Map<String, String> OPERATORS = Map.of("===", "==", "!==", "!=");
    private static final Set<String> SAME =
            Set.of("==", "!=", "<", "<=", ">", ">=", "&&", "||", "+", "-", "*", "/", "%");
    private static final int MOST_CHOICES = 64;

    private Functions() {}

    static Optional<String> expression(Js.Expression value, Values values) {
        return switch (value) {
            case Js.Text text -> Optional.of(Values.literal(text.value()));
            case Js.Number number -> Optional.of(Numbers.written(number.value()));
            case Js.Word word -> word.value().equals("undefined") ? Optional.of("null") : Optional.of(word.value());
            case Js.Name name -> named(name.name(), values);
            case Js.Member member -> member(member, values);
            case Js.Index index -> index(index, values);
            case Js.Binary binary -> binary(binary, values);
            case Js.Unary unary -> unary(unary, values);
            case Js.Conditional conditional ->
                values.expression(conditional.condition())
                        .flatMap(condition -> values.expression(conditional.yes())
                                .flatMap(yes -> values.expression(conditional.no())
                                        .map(no -> condition + " ? " + grouped(yes) + " : " + grouped(no))));
            case Js.Call call -> call(call, values);
            default -> Optional.empty();
        };
    }

    private static Optional<String> named(String name, Values values) {
        return switch (name) {
            case "__VU" -> Optional.of("user.number + 1");
            case "__ITER" -> Optional.of("iteration - 1");
            default -> values.named(name);
        };
    }

    static String grouped(String expression) {
        return expression.matches("[A-Za-z_][A-Za-z0-9_.]*|\"[^\"\\\\]*\"|-?[0-9.]+|[a-zA-Z.]+\\([^()]*\\)")
                ? expression
                : "(" + expression + ")";
    }

    private static Optional<String> member(Js.Member member, Values values) {
        Optional<String> environment = values.environmentExpression(member);
        if (environment.isPresent()) {
            return environment;
        }
        Optional<Answer> answer = values.answer(member.object());
        if (answer.isPresent()) {
            return switch (member.name()) {
                case "status" -> Optional.of(answer.get().whole("status"));
                case "body" -> Optional.of(answer.get().whole("body"));
                default -> Optional.empty();
            };
        }
        if (member.object() instanceof Js.Member headers && headers.name().equals("headers")) {
            Optional<Answer> of = values.answer(headers.object());
            if (of.isPresent()) {
                return Optional.of(of.get().header(member.name()));
            }
        }
        Optional<String> path = Responses.path(member, values);
        if (path.isPresent()) {
            return path;
        }
        if (isVirtualUser(member)) {
            return switch (member.name()) {
                case "idInTest", "idInInstance" -> Optional.of("user.number + 1");
                case "iterationInScenario", "iterationInInstance" -> Optional.of("iteration - 1");
                case "iterationInTest" -> Optional.of("counter(\"iteration\")");
                default -> Optional.empty();
            };
        }
        if (member.name().equals("length")) {
            return values.expression(member.object()).map(object -> "size(" + object + ")");
        }
        return values.resolved(member.object()) instanceof Js.Name name
                ? values.named(name.name())
                        .map(object -> object + "." + member.name())
                        .filter(Functions::isPlain)
                : Optional.empty();
    }

    private static boolean isPlain(String path) {
        return path.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    }

    private static boolean isVirtualUser(Js.Member member) {
        return member.object() instanceof Js.Member part && part.name().matches("vu|scenario|instance");
    }

    private static Optional<String> index(Js.Index index, Values values) {
        Optional<String> path = Responses.path(index, values);
        if (path.isPresent()) {
            return path;
        }
        if (values.resolved(index.object()) instanceof Js.Array array && isRandom(index.index())) {
            return pick(array, values);
        }
        if (values.resolved(index.object()) instanceof Js.Array array) {
            Optional<Double> which = values.number(index.index());
            return which.filter(at -> at >= 0 && at < array.items().size())
                    .flatMap(at -> values.expression(array.items().get(at.intValue())));
        }
        return Optional.empty();
    }

    private static boolean isRandom(Js.Expression index) {
        return index.toString().contains("name=random,") || index.toString().contains("name=randomIntBetween");
    }

    private static Optional<String> pick(Js.Array array, Values values) {
        List<String> choices = new ArrayList<>();
        for (Js.Expression item : array.items()) {
            Optional<String> choice = values.expression(item);
            if (choice.isEmpty() || choices.size() == MOST_CHOICES) {
                return Optional.empty();
            }
            choices.add(choice.get());
        }
        return choices.isEmpty() ? Optional.empty() : Optional.of("random.pick(" + String.join(", ", choices) + ")");
    }

    private static Optional<String> binary(Js.Binary binary, Values values) {
        Optional<String> environment = values.environmentOr(binary);
        if (environment.isPresent()) {
            return environment;
        }
        String operator = OPERATORS.getOrDefault(binary.operator(), binary.operator());
        if (!SAME.contains(operator)) {
            return Optional.empty();
        }
        Optional<Double> known = values.number(binary);
        if (known.isPresent()) {
            return Optional.of(Numbers.written(known.get()));
        }
        return values.expression(binary.left())
                .flatMap(left -> values.expression(binary.right())
                        .map(right -> grouped(left) + " " + operator + " " + grouped(right)));
    }

    private static Optional<String> unary(Js.Unary unary, Values values) {
        return switch (unary.operator()) {
            case "!" -> values.expression(unary.operand()).map(operand -> "!" + grouped(operand));
            case "-" -> values.expression(unary.operand()).map(operand -> "0 - " + grouped(operand));
            case "+" -> values.expression(unary.operand()).map(operand -> "double(" + operand + ")");
            default -> Optional.empty();
        };
    }

    private static Optional<String> call(Js.Call call, Values values) {
        Optional<String> path = Responses.path(call, values);
        if (path.isPresent()) {
            return path;
        }
        String name = name(call.callee());
        List<Js.Expression> arguments = call.arguments();
        return switch (name) {
            case "random" -> Optional.of("random.double(0, 1, 9)");
            case "randomIntBetween" -> both(arguments, values, "random.int(%s, %s)");
            case "randomString" -> one(arguments, values, "random.string(%s)");
            case "uuidv4", "randomUUID", "v4" -> Optional.of("random.uuid()");
            case "randomItem" ->
                !arguments.isEmpty() && values.resolved(arguments.getFirst()) instanceof Js.Array array
                        ? pick(array, values)
                        : one(arguments, values, "random.pick(%s)");
            case "now", "getTime", "valueOf" -> Optional.of("now()");
            case "toISOString" -> Optional.of("timestamp()");
            case "encodeURIComponent", "encodeURI" -> one(arguments, values, "urlEncode(%s)");
            case "b64encode" -> one(arguments, values, "base64(%s)");
            case "String" -> one(arguments, values, "string(%s)");
            case "parseInt" -> one(arguments, values, "int(%s)");
            case "parseFloat", "Number" -> one(arguments, values, "double(%s)");
            case "floor", "round", "ceil", "trunc" -> rounded(arguments, values);
            case "toString", "toLowerCase", "toUpperCase", "trim", "includes", "startsWith", "endsWith" ->
                method(call, name, values);
            case "stringify" -> Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The last word of what is called. */
    static String name(Js.Expression callee) {
        return switch (callee) {
            case Js.Name name -> name.name();
            case Js.Member member -> member.name();
            default -> "";
        };
    }

    private static Optional<String> one(List<Js.Expression> arguments, Values values, String form) {
        return arguments.isEmpty()
                ? Optional.empty()
                : values.expression(arguments.getFirst()).map(form::formatted);
    }

    private static Optional<String> both(List<Js.Expression> arguments, Values values, String form) {
        return arguments.size() < 2
                ? Optional.empty()
                : values.expression(arguments.get(0))
                        .flatMap(first ->
                                values.expression(arguments.get(1)).map(second -> form.formatted(first, second)));
    }

    private static Optional<String> method(Js.Call call, String name, Values values) {
        if (!(call.callee() instanceof Js.Member member)) {
            return Optional.empty();
        }
        Optional<String> object = values.expression(member.object());
        return switch (name) {
            case "toString" -> object.map(text -> "string(" + text + ")");
            case "toLowerCase" -> object.map(text -> "lower(" + text + ")");
            case "toUpperCase" -> object.map(text -> "upper(" + text + ")");
            case "trim" -> object.map(text -> "trim(" + text + ")");
            default ->
                object.flatMap(text -> one(
                        call.arguments(),
                        values,
                        (name.equals("includes") ? "contains(" : name + "(") + text.replace("%", "%%") + ", %s)"));
        };
    }

    /** {@code Math.floor(Math.random() * n) + k}: a whole number from 0 to below n. */
    private static Optional<String> rounded(List<Js.Expression> arguments, Values values) {
        if (arguments.size() == 1
                && arguments.getFirst() instanceof Js.Binary product
                && product.operator().equals("*")) {
            boolean left = product.left() instanceof Js.Call random
                    && name(random.callee()).equals("random");
            boolean right = product.right() instanceof Js.Call random
                    && name(random.callee()).equals("random");
            Optional<Double> most =
                    left ? values.number(product.right()) : right ? values.number(product.left()) : Optional.empty();
            if (most.isPresent() && most.get() >= 1) {
                return Optional.of("random.int(0, " + Numbers.written(Math.ceil(most.get()) - 1) + ")");
            }
        }
        return one(arguments, values, "int(%s)");
    }
}
