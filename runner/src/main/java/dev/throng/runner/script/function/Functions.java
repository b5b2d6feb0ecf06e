package dev.throng.runner.script.function;

import dev.throng.runner.script.Values;
import dev.throng.runner.script.expression.Apply;
import dev.throng.runner.script.expression.BuiltIn;
import dev.throng.runner.script.expression.Constant;
import dev.throng.runner.script.expression.Count;
import dev.throng.runner.script.expression.Logic;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Type;
import dev.throng.runner.script.function.Function.Maker;
import dev.throng.runner.script.function.Function.Parameter;
import dev.throng.runner.script.regex.Regex;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/** The functions of the language. Those of a text can also be written behind it: {@code name.upper()}. */
public final class Functions {
    /** By name, in the order of the documentation. */
    public static final Map<String, Function> ALL = new LinkedHashMap<>();

    private static final Parameter TEXT = new Parameter("text", Type.TEXT);
    private static final Parameter PART = new Parameter("part", Type.TEXT);
    private static final Parameter VALUE = new Parameter("value", Type.ANY);

    static {
        add("random.int", 2, Functions::randomInt, whole("from"), whole("to"));
        add("random.double", 2, Functions::randomDouble, number("from"), number("to"), whole("decimals"));
        add(new Function("random.pick", List.of(VALUE), 1, true, (arguments, call) -> RandomPick.of(arguments)));
        add("random.string", 1, Functions::randomString, whole("length"), new Parameter("alphabet", Type.TEXT));
        add("random.uuid", 0, (arguments, call) -> new RandomUuid());
        add("random.bool", 0, (arguments, call) -> RandomPick.of(List.of(Constant.of(true), Constant.of(false))));
        add(Fake.FUNCTION);
        add("counter", 0, Functions::counter, new Parameter("name", Type.TEXT));
        add("env", 1, Functions::environment, new Parameter("name", Type.TEXT), new Parameter("default", Type.TEXT));
        add("now", 0, (arguments, call) -> BuiltIn.NOW);
        add("timestamp", 0, Functions::timestamp, whole("millis"));
        Dates.functions().forEach(Functions::add);

        text("upper", text -> text.toUpperCase(Locale.ROOT));
        text("lower", text -> text.toLowerCase(Locale.ROOT));
        text("trim", String::strip);
        text(
                "urlEncode",
                text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        text("base64", text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        Crypto.functions().forEach(Functions::add);
        add(
                "replace",
                3,
                call(Type.TEXT, values -> text(values, 0).replace(text(values, 1), text(values, 2))),
                TEXT,
                PART,
                new Parameter("other", Type.TEXT));
        add("substring", 2, call(Type.TEXT, Functions::substring), TEXT, whole("from"), whole("to"));
        add("contains", 2, call(Type.BOOL, values -> text(values, 0).contains(text(values, 1))), TEXT, PART);
        add("startsWith", 2, call(Type.BOOL, values -> text(values, 0).startsWith(text(values, 1))), TEXT, PART);
        add("endsWith", 2, call(Type.BOOL, values -> text(values, 0).endsWith(text(values, 1))), TEXT, PART);
        add("matches", 2, Functions::matches, TEXT, new Parameter("regex", Type.TEXT));

        add("size", 1, call(Type.WHOLE, values -> Conversions.size(values[0])), VALUE);
        add("string", 1, call(Type.TEXT, values -> Values.text(values[0])), VALUE);
        add("int", 1, call(Type.WHOLE, values -> Conversions.whole(values[0])), VALUE);
        add("double", 1, call(Type.DECIMAL, values -> Conversions.decimal(values[0])), VALUE);
        add("has", 1, (arguments, call) -> new Logic.Same(arguments.getFirst(), Constant.NULL, false), VALUE);
    }

    private Functions() {}

    private static Node randomInt(List<Node> arguments, Call call) {
        if (RandomInt.isConstant(arguments) && RandomInt.constant(arguments, 0) > RandomInt.constant(arguments, 1)) {
            return call.refuse("random.int(from, to) needs from ≤ to");
        }
        return RandomInt.of(arguments);
    }

    private static Node randomDouble(List<Node> arguments, Call call) {
        List<Node> all = new ArrayList<>(arguments);
        if (all.size() == 2) {
            all.add(Constant.of(2L));
        }
        if (!(all.get(2) instanceof Constant constant
                && constant.value() instanceof Long decimals
                && decimals >= 0
                && decimals <= 8)) {
            return call.refuse("random.double(from, to, decimals) needs decimals written as a number from 0 to 8");
        }
        boolean reversed = all.get(0) instanceof Constant from
                && all.get(1) instanceof Constant to
                && RandomDouble.number(from) > RandomDouble.number(to);
        return reversed
                ? call.refuse("random.double(from, to) needs from ≤ to")
                : new RandomDouble(all.get(0), all.get(1), decimals.intValue());
    }

    private static Node randomString(List<Node> arguments, Call call) {
        Node alphabet = arguments.size() == 1 ? Constant.of(RandomString.LETTERS) : arguments.get(1);
        if (!(arguments.getFirst() instanceof Constant length
                && length.value() instanceof Long count
                && count >= 0
                && count <= RandomString.LONGEST)) {
            return call.refuse(
                    "random.string(length) needs the length written as a number from 0 to " + RandomString.LONGEST);
        }
        return alphabet instanceof Constant constant && constant.value() instanceof String letters && !letters.isEmpty()
                ? RandomString.of(count.intValue(), letters)
                : call.refuse(
                        "random.string(length, alphabet) needs the alphabet written as a text of one character at least");
    }

    private static Node counter(List<Node> arguments, Call call) {
        if (arguments.isEmpty()) {
            return new Count(call.counter(""));
        }
        return arguments.getFirst() instanceof Constant constant && constant.value() instanceof String name
                ? new Count(call.counter(name))
                : call.refuse("counter(name) needs the name written as a text");
    }

    private static Node environment(List<Node> arguments, Call call) {
        if (!(arguments.getFirst() instanceof Constant constant && constant.value() instanceof String name)) {
            return call.refuse("env(name) needs the name written as a text");
        }
        String value = call.environment(name);
        if (value == null && arguments.size() == 2) {
            return arguments.get(1);
        }
        return value == null ? call.refuseUnset(name) : Constant.secret(value);
    }

    /** ISO 8601 in UTC. */
    private static Node timestamp(List<Node> arguments, Call call) {
        List<Node> millis = arguments.isEmpty() ? List.of(BuiltIn.NOW) : arguments;
        return new Apply(
                Type.TEXT,
                millis,
                values -> values[0] instanceof Long instant
                        ? Instant.ofEpochMilli(instant).toString()
                        : null);
    }

    private static Node matches(List<Node> arguments, Call call) {
        if (!(arguments.get(1) instanceof Constant constant && constant.value() instanceof String source)) {
            return call.refuse("matches(text, regex) needs the regular expression written as a text");
        }
        try {
            Regex regex = Regex.of(source);
            return new Apply(Type.BOOL, arguments, values -> switch (regex.find(text(values, 0))) {
                case Regex.Found.Match match -> true;
                case Regex.Found.Nothing nothing -> nothing == Regex.Found.Nothing.UNDECIDED ? null : false;
            });
        } catch (PatternSyntaxException wrong) {
            return call.refuse("not a regular expression: " + wrong.getDescription());
        }
    }

    private static String substring(Object[] values) {
        String text = text(values, 0);
        int from = index(values[1], text);
        int to = values.length == 2 ? text.length() : index(values[2], text);
        return from >= to ? "" : text.substring(from, to);
    }

    private static int index(Object value, String text) {
        return value instanceof Long index ? (int) Math.clamp(index, 0, text.length()) : 0;
    }

    private static String text(Object[] values, int index) {
        return Values.text(values[index]);
    }

    private static void text(String name, java.util.function.UnaryOperator<String> change) {
        add(name, 1, call(Type.TEXT, values -> change.apply(text(values, 0))), TEXT);
    }

    private static Maker call(Type type, Apply.Body body) {
        return (arguments, call) -> new Apply(type, arguments, body);
    }

    private static Parameter whole(String name) {
        return new Parameter(name, Type.WHOLE);
    }

    private static Parameter number(String name) {
        return new Parameter(name, Type.DECIMAL);
    }

    private static void add(String name, int required, Maker maker, Parameter... parameters) {
        add(new Function(name, List.of(parameters), required, false, maker));
    }

    private static void add(Function function) {
        ALL.put(function.name(), function);
    }
}
