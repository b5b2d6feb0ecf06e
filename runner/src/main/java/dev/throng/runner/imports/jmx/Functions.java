package dev.throng.runner.imports.jmx;

import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.tree.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JMeter's functions as ours; one that has none of ours is a variable that somebody has to give a value to. */
final class Functions {
    private final Texts texts;
    private final Values values;
    private final Notes notes;

    Functions(Texts texts, Values values, Notes notes) {
        this.texts = texts;
        this.values = values;
        this.notes = notes;
    }

    /** {@code __name(one,two)}; a comma behind a backslash separates nothing. */
    record Call(String name, List<String> arguments) {
        static Optional<Call> of(String inner) {
            int open = inner.indexOf('(');
            if (open < 0) {
                return Optional.of(new Call(inner, List.of()));
            }
            int close = inner.lastIndexOf(')');
            if (close < open) {
                return Optional.empty();
            }
            return Optional.of(new Call(inner.substring(0, open).strip(), split(inner.substring(open + 1, close))));
        }

        private static List<String> split(String text) {
            List<String> arguments = new ArrayList<>();
            StringBuilder argument = new StringBuilder();
            int depth = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\' && i + 1 < text.length()) {
                    char next = text.charAt(++i);
                    argument.append(next == ',' || next == '\\' || next == '$' ? "" : "\\")
                            .append(next);
                } else if (c == ',' && depth == 0) {
                    arguments.add(argument.toString());
                    argument.setLength(0);
                } else {
                    depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
                    argument.append(c);
                }
            }
            arguments.add(argument.toString());
            return arguments;
        }

        String argument(int i) {
            return i < arguments.size() ? arguments.get(i).strip() : "";
        }

        /** A property's value when nobody says another. */
        Optional<String> usual() {
            return switch (name) {
                case "__P" -> arguments.size() > 1 ? Optional.of(argument(1)) : Optional.empty();
                case "__property" -> arguments.size() > 2 ? Optional.of(argument(2)) : Optional.empty();
                default -> Optional.empty();
            };
        }

        boolean isProperty() {
            return name.equals("__P") || name.equals("__property");
        }
    }

    String expression(String inner, int line) {
        return Call.of(inner).flatMap(call -> known(call, line)).orElseGet(() -> unknown(inner, line));
    }

    private String unknown(String inner, int line) {
        String blank = values.blank("function", "${" + inner + "}");
        notes.add(
                line,
                "the function ${" + Words.cut(inner, 120) + "} is not carried over: give the variable " + blank
                        + " a value");
        return blank;
    }

    private Optional<String> known(Call call, int line) {
        return Optional.ofNullable(
                switch (call.name()) {
                    case "__P" -> property(call, call.argument(1), line);
                    case "__property" -> property(call, call.argument(2), line);
                    case "__env" -> environment(call, line);
                    case "__time" -> time(call.argument(0));
                    case "__Random" -> between(call, line);
                    case "__RandomString" -> string(call, line);
                    case "__UUID" -> "random.uuid()";
                    case "__counter" -> call.argument(0).equalsIgnoreCase("true") ? "iteration" : "counter() + 1";
                    case "__threadNum" -> "user.number + 1";
                    case "__iterationNum" -> "iteration";
                    case "__urlencode" -> "urlEncode(" + text(call, 0, line) + ")";
                    case "__base64Encode" -> "base64(" + text(call, 0, line) + ")";
                    case "__lowercase", "__toLowerCase" -> "lower(" + text(call, 0, line) + ")";
                    case "__uppercase", "__toUpperCase" -> "upper(" + text(call, 0, line) + ")";
                    case "__changeCase" ->
                        (call.argument(1).equalsIgnoreCase("LOWER") ? "lower(" : "upper(") + text(call, 0, line) + ")";
                    case "__strLen" -> "size(" + text(call, 0, line) + ")";
                    case "__intSum", "__longSum" -> sum(call, line);
                    case "__chooseRandom" -> chosen(call, line);
                    case "__V" -> named(call);
                    case "__eval", "__escapeHtml" -> texts.value(call.argument(0), line);
                    case "__jexl", "__jexl2", "__jexl3", "__groovy", "__javaScript" ->
                        Conditions.of(String.join(",", call.arguments()), texts, line)
                                .orElse(null);
                    default -> null;
                });
    }

    private String text(Call call, int argument, int line) {
        return texts.value(call.argument(argument), line);
    }

    /** A property that JMeter's command line gives is an environment variable here, where names have no dots. */
    private String property(Call call, String usual, int line) {
        String name = texts.known(call.argument(0)).orElse("property");
        Optional<String> handed = values.handed(name);
        if (handed.isPresent()) {
            return values.expression(handed.get());
        }
        notes.add(line, "the property " + name + " is the environment variable " + Words.variable(name) + " here");
        String otherwise = call.usual().isEmpty() ? Texts.literal("") : texts.value(usual, line);
        return "env(" + Texts.literal(Words.variable(name)) + ", " + otherwise + ")";
    }

    private String environment(Call call, int line) {
        return "env(" + Texts.literal(Words.variable(call.argument(0))) + ", " + text(call, 2, line) + ")";
    }

    @Nullable private static String time(String format) {
        return switch (format) {
            case "" -> "now()";
            case "/1000" -> "now() / 1000";
            case "yyyy-MM-dd" -> "substring(timestamp(), 0, 10)";
            case "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ssX" -> "timestamp()";
            default -> format.matches("/[1-9][0-9]{0,9}") ? "now() / " + format.substring(1) : null;
        };
    }

    @Nullable private String between(Call call, int line) {
        if (call.argument(0).isEmpty() || call.argument(1).isEmpty()) {
            return null;
        }
        return "random.int(" + whole(call.argument(0), line) + ", " + whole(call.argument(1), line) + ")";
    }

    private String string(Call call, int line) {
        String alphabet = call.argument(1).isEmpty() ? "" : ", " + text(call, 1, line);
        return "random.string(" + whole(call.argument(0), line) + alphabet + ")";
    }

    private String whole(String text, int line) {
        return text.matches("-?[0-9]{1,18}") ? text : "int(" + texts.value(text, line) + ")";
    }

    @Nullable private String sum(Call call, int line) {
        List<String> parts = new ArrayList<>();
        for (String argument : call.arguments()) {
            if (argument.strip().matches("-?[0-9]+") || argument.contains("${")) {
                parts.add(whole(argument.strip(), line));
            }
        }
        return parts.isEmpty() ? null : String.join(" + ", parts);
    }

    @Nullable private String chosen(Call call, int line) {
        List<String> choices = new ArrayList<>();
        for (int i = 0; i < call.arguments().size() - 1; i++) {
            choices.add(text(call, i, line));
        }
        return choices.isEmpty() ? null : "random.pick(" + String.join(", ", choices) + ")";
    }

    @Nullable private String named(Call call) {
        return texts.known(call.argument(0)).map(values::expression).orElse(null);
    }
}
