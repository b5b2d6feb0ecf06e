package dev.throng.runner.imports.js;

import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.js.Tokens.Sort;
import dev.throng.runner.imports.js.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From words to a tree. What it does not understand it goes past to the end of the statement. */
public final class Parser {
    private static final Set<String> LOOPS = Set.of("for", "while", "do");
    private static final int DEEPEST = 200;

    private final List<Token> tokens;
    private final Expressions expressions;
    private int at;
    private int depth;

    Parser(List<Token> tokens) {
        this.tokens = tokens;
        this.expressions = new Expressions(this);
    }

    /**
     * Reads a script.
     *
     * @throws ImportException a text, a comment or a template in it does not end, or it is nested without end
     */
    public static List<Js.Statement> read(String script) throws ImportException {
        return new Parser(Tokens.of(script)).statements("");
    }

    Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        return tokens.get(at < tokens.size() - 1 ? at++ : at);
    }

    boolean take(String operator) {
        boolean there = peek().is(operator);
        if (there) {
            next();
        }
        return there;
    }

    boolean takeWord(String word) {
        boolean there = peek().isWord(word);
        if (there) {
            next();
        }
        return there;
    }

    boolean ends() {
        return peek().sort() == Sort.END;
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    /** @throws ImportException it is deeper than any that people write */
    void deeper() throws ImportException {
        if (++depth > DEEPEST) {
            throw ImportException.at(peek().line(), 0, "is nested more than " + DEEPEST + " deep");
        }
    }

    void higher() {
        depth--;
    }

    List<Js.Statement> statements(String closing) throws ImportException {
        deeper();
        List<Js.Statement> statements = new ArrayList<>();
        while (!ends() && !(closing.isEmpty() ? false : peek().is(closing))) {
            int before = at;
            statement(statements);
            if (at == before) {
                next();
            }
        }
        higher();
        return statements;
    }

    List<Js.Statement> block() throws ImportException {
        if (take("{")) {
            List<Js.Statement> statements = statements("}");
            take("}");
            return statements;
        }
        List<Js.Statement> one = new ArrayList<>();
        deeper();
        statement(one);
        higher();
        return one;
    }

    private void statement(List<Js.Statement> all) throws ImportException {
        Token first = peek();
        if (take(";")) {
            return;
        }
        if (first.is("{")) {
            all.add(new Js.Block(block(), first.line()));
            return;
        }
        if (first.sort() != Sort.NAME) {
            plain(all);
            return;
        }
        switch (first.text()) {
            case "import" -> {
                if (peek(1).is("(") || peek(1).is(".")) {
                    plain(all);
                } else {
                    all.add(imported());
                }
            }
            case "export" -> {
                next();
                exported(all);
            }
            case "const", "let", "var" -> {
                next();
                declarations(all, false);
            }
            case "async", "function" -> {
                if (first.isWord("function") || peek(1).isWord("function")) {
                    declared(all, "");
                } else {
                    plain(all);
                }
            }
            case "if" -> all.add(conditional());
            case "for", "while", "do" -> all.add(loop());
            case "return" -> {
                next();
                boolean empty = peek().is(";") || peek().is("}") || peek().afterLine() || ends();
                all.add(new Js.Return(
                        empty ? new Js.Word("undefined", first.line()) : expressions.whole(), first.line()));
                take(";");
            }
            case "class", "try", "switch", "throw", "break", "continue" -> other(all);
            default -> plain(all);
        }
    }

    private void plain(List<Js.Statement> all) throws ImportException {
        int line = peek().line();
        all.add(new Js.Do(expressions.whole(), line));
        take(";");
    }

    /** A block of a {@code try} is performed; of the others nothing is. */
    private void other(List<Js.Statement> all) throws ImportException {
        Token word = next();
        if (word.isWord("try")) {
            all.add(new Js.Block(block(), word.line()));
            if (takeWord("catch")) {
                if (take("(")) {
                    past("(", ")");
                }
                block();
            }
            if (takeWord("finally")) {
                all.add(new Js.Block(block(), word.line()));
            }
            return;
        }
        if (word.isWord("class") || word.isWord("switch")) {
            while (!ends() && !peek().is("{")) {
                next();
            }
            if (take("{")) {
                past("{", "}");
            }
        } else {
            while (!ends() && !peek().is(";") && !peek().is("}") && !peek().afterLine()) {
                next();
            }
        }
        all.add(new Js.Unknown(word.text(), word.line()));
    }

    /** To behind the bracket that closes one that was taken. */
    void past(String open, String close) {
        int depthHere = 1;
        while (!ends() && depthHere > 0) {
            Token token = next();
            depthHere += token.is(open) ? 1 : token.is(close) ? -1 : 0;
        }
    }

    private Js.Statement imported() {
        int line = next().line();
        List<String> names = new ArrayList<>();
        while (!ends() && peek().sort() != Sort.TEXT && !peek().is(";")) {
            Token token = next();
            if (token.sort() == Sort.NAME && !token.isWord("from") && !token.isWord("as")) {
                names.add(token.text());
            }
        }
        String module = peek().sort() == Sort.TEXT ? next().text() : "";
        take(";");
        return new Js.Import(module, names, line);
    }

    private void exported(List<Js.Statement> all) throws ImportException {
        Token first = peek();
        if (takeWord("default")) {
            if (peek().isWord("function") || peek().isWord("async") && peek(1).isWord("function")) {
                declared(all, "default");
                return;
            }
            Js.Expression value = expressions.assignment();
            take(";");
            all.add(
                    value instanceof Js.Function function
                            ? new Js.Declared("default", function, first.line())
                            : new Js.Let("default", value, true, first.line()));
        } else if (takeWord("const") || takeWord("let") || takeWord("var")) {
            declarations(all, true);
        } else if (first.isWord("function") || first.isWord("async")) {
            declared(all, "");
        } else {
            plain(all);
        }
    }

    private void declared(List<Js.Statement> all, String name) throws ImportException {
        int line = peek().line();
        takeWord("async");
        takeWord("function");
        take("*");
        String own = peek().sort() == Sort.NAME ? next().text() : "";
        Js.Function function = expressions.function(line);
        all.add(new Js.Declared(name.isEmpty() ? own : name, function, line));
    }

    private void declarations(List<Js.Statement> all, boolean exported) throws ImportException {
        do {
            Token name = next();
            if (name.is("{") || name.is("[")) {
                past(name.text(), name.is("{") ? "}" : "]");
                Js.Expression value = take("=") ? expressions.assignment() : new Js.Word("undefined", name.line());
                all.add(new Js.Do(value, name.line()));
                continue;
            }
            if (take(":")) {
                typed();
            }
            Js.Expression value = take("=") ? expressions.assignment() : new Js.Word("undefined", name.line());
            all.add(new Js.Let(name.text(), value, exported, name.line()));
        } while (take(","));
        take(";");
    }

    /** A type of TypeScript, up to the sign behind it. */
    private void typed() {
        while (!ends() && !peek().is("=") && !peek().is(";") && !peek().is(",") && !peek().afterLine()) {
            next();
        }
    }

    private Js.Statement conditional() throws ImportException {
        int line = next().line();
        Js.Expression condition = head();
        List<Js.Statement> yes = block();
        List<Js.Statement> no = takeWord("else") ? block() : List.of();
        return new Js.If(condition, yes, no, line);
    }

    private Js.Expression head() throws ImportException {
        if (!take("(")) {
            return new Js.Unknown("no condition", peek().line());
        }
        Js.Expression condition = expressions.whole();
        if (!take(")")) {
            past("(", ")");
        }
        return condition;
    }

    private Js.Statement loop() throws ImportException {
        Token word = next();
        if (word.isWord("do")) {
            List<Js.Statement> body = block();
            Js.Expression condition = takeWord("while") ? head() : new Js.Unknown("do", word.line());
            take(";");
            return new Js.Loop("do", List.of(), condition, body, word.line());
        }
        if (word.isWord("while")) {
            Js.Expression condition = head();
            return new Js.Loop("while", List.of(), condition, block(), word.line());
        }
        takeWord("await");
        List<Js.Statement> head = new ArrayList<>();
        Js.Expression condition = new Js.Unknown("for", word.line());
        String kind = "for";
        if (take("(")) {
            boolean declares = takeWord("let") || takeWord("const") || takeWord("var");
            if (declares && peek().sort() == Sort.NAME && (peek(1).isWord("of") || peek(1).isWord("in"))) {
                Token name = next();
                kind = next().text();
                head.add(new Js.Let(name.text(), expressions.whole(), false, name.line()));
            } else if (declares) {
                declarations(head, false);
                condition = expressions.whole();
                if (take(";")) {
                    head.add(new Js.Do(expressions.whole(), word.line()));
                }
            }
            if (!take(")")) {
                past("(", ")");
            }
        }
        return new Js.Loop(kind, head, condition, block(), word.line());
    }

    static boolean isLoop(String word) {
        return LOOPS.contains(word);
    }

    /** Fields in their order. */
    static Js.Object object(Map<String, Js.Expression> fields, boolean whole, int line) {
        return new Js.Object(fields, whole, line);
    }
}
