package dev.throng.runner.script.compile;

import dev.throng.runner.script.Exact;
import dev.throng.runner.script.expression.Constant;
import dev.throng.runner.script.expression.Logic;
import dev.throng.runner.script.expression.Member;
import dev.throng.runner.script.expression.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Recursive descent over a subset of CEL: literals, variables, members of captured JSON, calls, {@code ?: || && == != < <=
 * > >= + - * / % !} and parentheses. Types and names are checked by the {@link Linker} on the way.
 */
final class Parser {
    private static final int DEEPEST = 64;
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

    private final Lexer lexer;
    private final Linker linker;
    private Token token;
    private int end;
    private int depth;

    /** @param from where the expression begins in the text */
    Parser(String source, int from, Linker linker) throws SyntaxError {
        this.lexer = new Lexer(source, from);
        this.linker = linker;
        this.end = from;
        this.token = lexer.next();
    }

    /** An expression up to the end of the text. */
    Node whole() throws SyntaxError {
        Node node = expression();
        if (token.kind() != Token.Kind.END) {
            throw unexpected("an operator");
        }
        return node;
    }

    /** An expression up to the brace that closes it. */
    Node braced() throws SyntaxError {
        Node node = expression();
        if (token.kind() == Token.Kind.END) {
            throw new SyntaxError(token.start(), "the expression is not closed by }");
        }
        if (!token.is("}")) {
            throw unexpected("an operator or }");
        }
        end = token.end();
        return node;
    }

    /** Position behind what {@link #braced} read. */
    int end() {
        return end;
    }

    private Node expression() throws SyntaxError {
        if (++depth > DEEPEST) {
            throw new SyntaxError(token.start(), "the expression is nested too deeply");
        }
        Node condition = or();
        if (token.is("?")) {
            condition = alternatives(condition);
        }
        depth--;
        return condition;
    }

    private Node alternatives(Node condition) throws SyntaxError {
        advance();
        Node yes = expression();
        expect(":");
        return new Logic.Choice(condition, yes, expression());
    }

    private Node or() throws SyntaxError {
        Node left = and();
        while (accept("||")) {
            left = new Logic.Or(left, and());
        }
        return left;
    }

    private Node and() throws SyntaxError {
        Node left = comparison();
        while (accept("&&")) {
            left = new Logic.And(left, comparison());
        }
        return left;
    }

    private Node comparison() throws SyntaxError {
        Node left = sum();
        if (token.kind() != Token.Kind.SIGN || !COMPARISONS.contains(token.text())) {
            return left;
        }
        Token sign = take();
        return linker.comparison(sign, left, sum());
    }

    private Node sum() throws SyntaxError {
        Node left = product();
        while (token.is("+") || token.is("-")) {
            Token sign = take();
            left = linker.arithmetic(sign, left, product());
        }
        return left;
    }

    private Node product() throws SyntaxError {
        Node left = unary();
        while (token.is("*") || token.is("/") || token.is("%")) {
            Token sign = take();
            left = linker.arithmetic(sign, left, unary());
        }
        return left;
    }

    private Node unary() throws SyntaxError {
        if (!token.is("!") && !token.is("-")) {
            return postfix();
        }
        if (++depth > DEEPEST) {
            throw new SyntaxError(token.start(), "the expression is nested too deeply");
        }
        Token sign = take();
        Node operand = unary();
        depth--;
        return sign.is("!") ? new Logic.Not(operand) : linker.negative(sign, operand);
    }

    private Node postfix() throws SyntaxError {
        Node node = primary();
        while (true) {
            if (accept(".")) {
                node = member(node);
            } else if (accept("[")) {
                node = new Member(node, expression());
                expect("]");
            } else {
                return node;
            }
        }
    }

    private Node member(Node object) throws SyntaxError {
        Token name = name();
        if (!token.is("(")) {
            return new Member(object, Constant.of(name.text()));
        }
        List<Node> arguments = new ArrayList<>(List.of(object));
        arguments.addAll(arguments());
        return linker.call(name, name.text(), arguments);
    }

    private Node primary() throws SyntaxError {
        if (accept("(")) {
            Node inner = expression();
            expect(")");
            return inner;
        }
        Token first = take();
        return switch (first.kind()) {
            case WHOLE -> number(first);
            case DECIMAL -> number(first);
            case TEXT -> Constant.of(first.text());
            case NAME -> named(first);
            case SIGN, END ->
                throw new SyntaxError(first.start(), "unexpected " + first.words() + ", expected a value");
        };
    }

    private static Node number(Token token) throws SyntaxError {
        Number number = Exact.of(token.text());
        if (number == null) {
            throw new SyntaxError(token.start(), "the number is too large");
        }
        boolean decimal = token.kind() == Token.Kind.DECIMAL && number instanceof Long;
        return Constant.of(decimal ? (Object) number.doubleValue() : number);
    }

    /** A word alone is a variable or built in; with dots it may be a member of one, or the name of a function. */
    private Node named(Token first) throws SyntaxError {
        StringBuilder full = new StringBuilder(first.text());
        boolean room = linker.isRoom(first.text());
        while (!linker.isValue(full.toString()) && token.is(".")) {
            advance();
            full.append('.').append(name().text());
            if (room) {
                break;
            }
        }
        return token.is("(") ? linker.call(first, full.toString(), arguments()) : linker.value(first, full.toString());
    }

    private List<Node> arguments() throws SyntaxError {
        expect("(");
        List<Node> arguments = new ArrayList<>();
        if (accept(")")) {
            return arguments;
        }
        do {
            arguments.add(expression());
        } while (accept(","));
        expect(")");
        return arguments;
    }

    private Token name() throws SyntaxError {
        if (token.kind() != Token.Kind.NAME) {
            throw unexpected("a name");
        }
        return take();
    }

    private void expect(String sign) throws SyntaxError {
        if (!accept(sign)) {
            throw unexpected(sign);
        }
    }

    private boolean accept(String sign) throws SyntaxError {
        boolean found = token.is(sign);
        if (found) {
            advance();
        }
        return found;
    }

    private Token take() throws SyntaxError {
        Token taken = token;
        advance();
        return taken;
    }

    private void advance() throws SyntaxError {
        token = lexer.next();
    }

    private SyntaxError unexpected(String wanted) {
        return new SyntaxError(token.start(), "unexpected " + token.words() + ", expected " + wanted);
    }
}
