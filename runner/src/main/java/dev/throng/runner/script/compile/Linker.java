package dev.throng.runner.script.compile;

import dev.throng.runner.script.Exact;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.expression.Arithmetic;
import dev.throng.runner.script.expression.BuiltIn;
import dev.throng.runner.script.expression.Constant;
import dev.throng.runner.script.expression.Derived;
import dev.throng.runner.script.expression.Logic;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Type;
import dev.throng.runner.script.expression.Variable;
import dev.throng.runner.script.function.Call;
import dev.throng.runner.script.function.Function;
import dev.throng.runner.script.function.Functions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives names their meaning and checks types; what is wrong it reports with its column, and goes on. */
final class Linker {
    /** Words with a meaning of their own; no variable may have such a name. */
    static final Set<String> RESERVED = Set.of(
            "random", "env", "user", "users", "iteration", "counter", "now", "timestamp", "true", "false", "null");

    private final Scripts scripts;
    private final Variables variables;
    private final Place place;

    Linker(Scripts scripts, Variables variables, Place place) {
        this.scripts = scripts;
        this.variables = variables;
        this.place = place;
    }

    /** Whether a word alone is a value, so that a dot behind it leads to its member. */
    boolean isValue(String name) {
        return variables.slot(name).isPresent() || BuiltIn.NAMES.containsKey(name) || literal(name) != null;
    }

    /** Whether names of functions and built-in values begin with this word and a dot. */
    boolean isRoom(String name) {
        return name.equals("random") || name.equals("env") || name.equals("user");
    }

    /** The value of a word, or of words with dots. */
    Node value(Token token, String name) {
        OptionalInt slot = variables.slot(name);
        if (slot.isPresent()) {
            return new Variable(slot.getAsInt(), variables.isSecret(slot.getAsInt()));
        }
        if (name.startsWith("env.")) {
            return environment(token, name.substring("env.".length()));
        }
        Node known = literal(name);
        if (known == null) {
            known = BuiltIn.NAMES.get(name);
        }
        return known == null ? unknownValue(token, name) : known;
    }

    private Node unknownValue(Token token, String name) {
        if (Functions.ALL.containsKey(name)) {
            return broken(token, Functions.ALL.get(name).usage() + " is a function, call it with ()");
        }
        String word = name.split("\\.", 2)[0];
        List<String> known = new ArrayList<>(variables.names());
        known.addAll(BuiltIn.NAMES.keySet());
        String guess = name.startsWith("random.")
                ? Nearest.hint(name, Functions.ALL.keySet())
                : Nearest.hint(name.startsWith("user.") ? name : word, known);
        return broken(
                token,
                "unknown variable " + (guess.isEmpty() ? word : name)
                        + (guess.isEmpty() ? ", nothing in this user sets it" : guess));
    }

    private static @Nullable Node literal(String name) {
        return switch (name) {
            case "true" -> Constant.of(true);
            case "false" -> Constant.of(false);
            case "null" -> Constant.NULL;
            default -> null;
        };
    }

    private Node environment(Token token, String name) {
        String value = scripts.environment(name);
        return value != null
                ? Constant.secret(value)
                : broken(
                        token,
                        "the environment variable " + name + " is not set; set it, or give a default: env(\"" + name
                                + "\", \"…\")");
    }

    /** A call by its full name, or of a method with its object as the first argument. */
    Node call(Token token, String name, List<Node> arguments) {
        Function function = Functions.ALL.get(name);
        if (function == null) {
            return broken(token, "unknown function " + name + Nearest.hint(name, Functions.ALL.keySet()));
        }
        if (!function.takes(arguments.size())) {
            return broken(
                    token,
                    function.usage() + " takes " + function.arity() + ", here "
                            + (arguments.size() == 1 ? "is 1" : "are " + arguments.size()));
        }
        return fits(token, function, arguments)
                ? function.maker().make(arguments, new LinkedCall(token))
                : Constant.BROKEN;
    }

    private boolean fits(Token token, Function function, List<Node> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            Function.Parameter parameter = function.parameter(i);
            Type given = arguments.get(i).type();
            if (!parameter.type().accepts(given)) {
                broken(
                        token,
                        function.usage() + " takes " + parameter.type() + " as " + parameter.name() + ", here is "
                                + given);
                return false;
            }
        }
        return true;
    }

    /** An expression as it stands in a text: what is made of secrets is known as a secret itself. */
    Node inText(Node node) {
        if (!node.secret()) {
            return node;
        }
        Object value = node.fixed() ? node.value(NoScope.INSTANCE) : null;
        if (value == null) {
            return new Derived(node);
        }
        scripts.secret(value);
        return Constant.secret(value);
    }

    Node comparison(Token sign, Node left, Node right) {
        boolean same = sign.is("==") || sign.is("!=");
        boolean comparable = left.type().number() && right.type().number()
                || left.type() == right.type() && (same || left.type() != Type.BOOL)
                || left.type() == Type.ANY
                || right.type() == Type.ANY;
        if (!comparable) {
            return broken(sign, left.type() + " can't be compared with " + right.type());
        }
        return switch (sign.text()) {
            case "==" -> new Logic.Same(left, right, true);
            case "!=" -> new Logic.Same(left, right, false);
            case "<" -> new Logic.Order(left, right, Logic.Order.Sign.LESS);
            case "<=" -> new Logic.Order(left, right, Logic.Order.Sign.LESS_OR_EQUAL);
            case ">" -> new Logic.Order(left, right, Logic.Order.Sign.GREATER);
            default -> new Logic.Order(left, right, Logic.Order.Sign.GREATER_OR_EQUAL);
        };
    }

    Node arithmetic(Token sign, Node left, Node right) {
        boolean texts = sign.is("+") && Type.TEXT.accepts(left.type()) && Type.TEXT.accepts(right.type());
        if (texts || Type.DECIMAL.accepts(left.type()) && Type.DECIMAL.accepts(right.type())) {
            return new Arithmetic(sign.text().charAt(0), left, right);
        }
        boolean mixed = sign.is("+") && (left.type() == Type.TEXT || right.type() == Type.TEXT);
        return broken(
                sign,
                sign.text() + " can't take " + left.type() + " and " + right.type()
                        + (mixed ? ", make both text with string(…)" : ""));
    }

    Node negative(Token sign, Node operand) {
        if (operand instanceof Constant constant && constant.value() instanceof Long whole) {
            return Constant.of(-whole);
        }
        if (operand instanceof Constant constant && constant.value() instanceof Double decimal) {
            return Constant.of(-decimal);
        }
        if (operand instanceof Constant constant && constant.value() instanceof BigDecimal exact) {
            return Constant.of(Exact.of(exact.negate()));
        }
        return arithmetic(sign, Constant.of(0L), operand);
    }

    private Node broken(Token token, String message) {
        problem(token.start(), message);
        return Constant.BROKEN;
    }

    /** @param position in the text, from 0 */
    void problem(int position, String message) {
        place.problem(message + " (column " + (position + 1) + ")");
    }

    private final class LinkedCall implements Call {
        private final Token token;

        LinkedCall(Token token) {
            this.token = token;
        }

        @Override
        public Node refuse(String message) {
            return broken(token, message);
        }

        @Override
        public int counter(String name) {
            return scripts.counter(name);
        }

        @Override
        public @Nullable String environment(String name) {
            return scripts.environment(name);
        }

        @Override
        public Node refuseUnset(String name) {
            return Linker.this.environment(token, name);
        }
    }
}
