package dev.throng.runner.imports.js;

import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.js.Tokens.Sort;
import dev.throng.runner.imports.js.Tokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values, by the precedence of their operators. */
final class Expressions {
    private static final List<List<String>> BINARY = List.of(
            List.of("??"),
            List.of("||"),
            List.of("&&"),
            List.of("|"),
            List.of("^"),
            List.of("&"),
            List.of("==", "!=", "===", "!=="),
            List.of("<", ">", "<=", ">="),
            List.of("<<", ">>", ">>>"),
            List.of("+", "-"),
            List.of("*", "/", "%"),
            List.of("**"));
    private static final List<String> ASSIGNING = List.of(
            "=", "+=", "-=", "*=", "/=", "%=", "&&=", "||=", "??=", "**=", "|=", "&=", "^=", "<<=", ">>=", ">>>=");

    private final Parser parser;

    Expressions(Parser parser) {
        this.parser = parser;
    }

    /** Up to a comma that separates nothing else: the last of them counts. */
    Js.Expression whole() throws ImportException {
        Js.Expression value = assignment();
        while (parser.take(",")) {
            value = assignment();
        }
        return value;
    }

    Js.Expression assignment() throws ImportException {
        parser.deeper();
        try {
            Js.Expression arrow = arrow();
            if (arrow != null) {
                return arrow;
            }
            Js.Expression left = conditional();
            Token operator = parser.peek();
            if (operator.sort() == Sort.OPERATOR && ASSIGNING.contains(operator.text())) {
                parser.next();
                return new Js.Assign(left, operator.text(), assignment(), operator.line());
            }
            return left;
        } finally {
            parser.higher();
        }
    }

    /** {@code x => …}, {@code (x, y) => …}; null when it is none. */
    private Js.@Nullable Expression arrow() throws ImportException {
        int start = parser.position();
        int line = parser.peek().line();
        if (parser.peek().isWord("async")
                && !parser.peek(1).is("(")
                && parser.peek(1).sort() != Sort.NAME) {
            return null;
        }
        if (parser.peek().isWord("async") && !parser.peek(1).isWord("function")) {
            parser.next();
        }
        List<String> parameters = new ArrayList<>();
        if (parser.peek().sort() == Sort.NAME && parser.peek(1).is("=>")) {
            parameters.add(parser.next().text());
        } else if (!parser.peek().is("(")
                || !parameters(parameters)
                || !parser.peek().is("=>")) {
            parser.back(start);
            return null;
        }
        if (!parser.take("=>")) {
            parser.back(start);
            return null;
        }
        return body(parameters, line);
    }

    private Js.Expression body(List<String> parameters, int line) throws ImportException {
        if (parser.peek().is("{")) {
            return new Js.Function(parameters, parser.block(), line);
        }
        Js.Expression value = assignment();
        return new Js.Function(parameters, List.of(new Js.Return(value, line)), line);
    }

    /** Names in brackets; whatever else is in them has none. */
    private boolean parameters(List<String> parameters) {
        if (!parser.take("(")) {
            return false;
        }
        int depth = 1;
        boolean first = true;
        while (!parser.ends()) {
            Token token = parser.next();
            if (token.is("(") || token.is("{") || token.is("[")) {
                depth++;
            } else if (token.is(")") || token.is("}") || token.is("]")) {
                if (--depth == 0) {
                    return true;
                }
            } else if (token.sort() == Sort.NAME && depth == 1 && first) {
                parameters.add(token.text());
            }
            first = depth == 1 && (token.is(",") || token.is("..."));
        }
        return false;
    }

    /** Behind its name. */
    Js.Function function(int line) throws ImportException {
        List<String> parameters = new ArrayList<>();
        parameters(parameters);
        while (!parser.ends() && !parser.peek().is("{") && !parser.peek().afterLine()) {
            parser.next();
        }
        return new Js.Function(parameters, parser.block(), line);
    }

    private Js.Expression conditional() throws ImportException {
        Js.Expression condition = binary(0);
        if (!parser.peek().is("?")) {
            return condition;
        }
        int line = parser.next().line();
        Js.Expression yes = assignment();
        parser.take(":");
        return new Js.Conditional(condition, yes, assignment(), line);
    }

    private Js.Expression binary(int level) throws ImportException {
        if (level == BINARY.size()) {
            return unary();
        }
        Js.Expression left = binary(level + 1);
        while (isOperator(level)) {
            Token operator = parser.next();
            left = new Js.Binary(operator.text(), left, binary(level + 1), operator.line());
        }
        return left;
    }

    private boolean isOperator(int level) {
        Token token = parser.peek();
        return token.sort() == Sort.OPERATOR && BINARY.get(level).contains(token.text())
                || level == 7 && (token.isWord("in") || token.isWord("instanceof"));
    }

    private Js.Expression unary() throws ImportException {
        Token token = parser.peek();
        boolean sign =
                token.is("!") || token.is("-") || token.is("+") || token.is("~") || token.is("++") || token.is("--");
        boolean word =
                token.isWord("typeof") || token.isWord("await") || token.isWord("void") || token.isWord("delete");
        if (!sign && !word) {
            return postfix(primary());
        }
        parser.deeper();
        try {
            parser.next();
            Js.Expression operand = unary();
            if (token.is("-") && operand instanceof Js.Number number) {
                return new Js.Number(-number.value(), token.line());
            }
            return token.isWord("await") ? operand : new Js.Unary(token.text(), operand, token.line());
        } finally {
            parser.higher();
        }
    }

    private Js.Expression postfix(Js.Expression value) throws ImportException {
        Js.Expression current = value;
        while (true) {
            Token token = parser.peek();
            if (token.is(".") || token.is("?.")) {
                parser.next();
                if (token.is("?.") && (parser.peek().is("(") || parser.peek().is("["))) {
                    continue;
                }
                current = new Js.Member(current, parser.next().text(), token.line());
            } else if (token.is("(")) {
                current = new Js.Call(current, arguments(), current.line());
            } else if (token.is("[")) {
                parser.next();
                Js.Expression index = whole();
                parser.take("]");
                current = index instanceof Js.Text text
                        ? new Js.Member(current, text.value(), token.line())
                        : new Js.Index(current, index, token.line());
            } else if ((token.is("++") || token.is("--")) && !token.afterLine()) {
                parser.next();
                current = new Js.Unary(token.text(), current, token.line());
            } else if (token.sort() == Sort.TEMPLATE) {
                parser.next();
                current = new Js.Call(current, List.of(template(token)), token.line());
            } else if (token.isWord("as") && !token.afterLine()) {
                parser.next();
                parser.next();
            } else {
                return current;
            }
        }
    }

    private List<Js.Expression> arguments() throws ImportException {
        parser.take("(");
        return list(")");
    }

    private List<Js.Expression> list(String closing) throws ImportException {
        List<Js.Expression> items = new ArrayList<>();
        while (!parser.ends() && !parser.peek().is(closing)) {
            int before = parser.position();
            if (parser.peek().is("...")) {
                int line = parser.next().line();
                assignment();
                items.add(new Js.Unknown("...", line));
            } else {
                items.add(assignment());
            }
            if (!parser.take(",") && parser.position() == before) {
                parser.next();
            }
        }
        parser.take(closing);
        return items;
    }

    private Js.Expression primary() throws ImportException {
        Token token = parser.next();
        int line = token.line();
        return switch (token.sort()) {
            case TEXT -> new Js.Text(token.text(), line);
            case NUMBER -> number(token);
            case REGEX -> new Js.Unknown("/" + token.text() + "/", line);
            case TEMPLATE -> template(token);
            case END -> new Js.Unknown("the end", line);
            case NAME -> named(token);
            case OPERATOR ->
                switch (token.text()) {
                    case "(" -> {
                        Js.Expression inner = whole();
                        parser.take(")");
                        yield inner;
                    }
                    case "[" -> new Js.Array(list("]"), line);
                    case "{" -> object(line);
                    default -> new Js.Unknown(token.text(), line);
                };
        };
    }

    private Js.Expression named(Token token) throws ImportException {
        switch (token.text()) {
            case "true", "false", "null", "undefined" -> {
                return new Js.Word(token.text(), token.line());
            }
            case "function" -> {
                parser.take("*");
                if (parser.peek().sort() == Sort.NAME) {
                    parser.next();
                }
                return function(token.line());
            }
            case "async" -> {
                if (parser.takeWord("function")) {
                    return function(token.line());
                }
                return new Js.Name(token.text(), token.line());
            }
            case "new" -> {
                Js.Expression callee = primary();
                while (parser.take(".")) {
                    callee = new Js.Member(callee, parser.next().text(), token.line());
                }
                return new Js.New(callee, parser.peek().is("(") ? arguments() : List.of(), token.line());
            }
            default -> {
                return new Js.Name(token.text(), token.line());
            }
        }
    }

    private static Js.Expression number(Token token) {
        try {
            String text = token.text().replaceFirst("n$", "");
            double value = text.matches("0[xX][0-9A-Fa-f]{1,12}")
                    ? Long.parseLong(text.substring(2), 16)
                    : Double.parseDouble(text);
            return new Js.Number(value, token.line());
        } catch (NumberFormatException none) {
            return new Js.Unknown(token.text(), token.line());
        }
    }

    private static Js.Expression template(Token token) throws ImportException {
        List<Js.Expression> parts = new ArrayList<>();
        for (Object part : token.parts()) {
            if (part instanceof List<?> words) {
                List<Token> inner = words.stream().map(Token.class::cast).toList();
                parts.add(new Expressions(new Parser(inner)).whole());
            } else if (!part.toString().isEmpty()) {
                parts.add(new Js.Text(part.toString(), token.line()));
            }
        }
        return new Js.Template(parts, token.line());
    }

    private Js.Expression object(int line) throws ImportException {
        Map<String, Js.Expression> fields = new LinkedHashMap<>();
        boolean whole = true;
        while (!parser.ends() && !parser.peek().is("}")) {
            Token key = parser.next();
            if (key.is("...")) {
                assignment();
                whole = false;
            } else if (key.is("[")) {
                whole();
                parser.take("]");
                whole = false;
                if (parser.take(":")) {
                    assignment();
                }
            } else if (parser.take(":")) {
                fields.put(key.text(), assignment());
            } else if (parser.peek().is("(")) {
                fields.put(key.text(), function(key.line()));
            } else if (parser.peek().sort() == Sort.NAME && !key.is(",")) {
                // A getter, or a method that is async: its name comes now.
                continue;
            } else if (!key.is(",")) {
                fields.put(key.text(), new Js.Name(key.text(), key.line()));
            }
            parser.take(",");
        }
        parser.take("}");
        return new Js.Object(fields, whole, line);
    }
}
