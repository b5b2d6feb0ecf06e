package dev.throng.runner.imports.js;

import java.util.List;
import java.util.Map;

/** A script's tree. */
public sealed interface Js {
    int line();

    /** A value. */
    sealed interface Expression extends Js {}

    /** Something that is done. */
    sealed interface Statement extends Js {}

    record Text(String value, int line) implements Expression {}

    record Number(double value, int line) implements Expression {}

    /** {@code true}, {@code false}, {@code null}, {@code undefined}. */
    record Word(String value, int line) implements Expression {}

    /** {@code `…${…}…`}: texts and values in turn. */
    record Template(List<Expression> parts, int line) implements Expression {}

    record Name(String name, int line) implements Expression {}

    /** {@code object.name}, also {@code object['name']}. */
    record Member(Expression object, String name, int line) implements Expression {}

    /** {@code object[index]}. */
    record Index(Expression object, Expression index, int line) implements Expression {}

    record Call(Expression callee, List<Expression> arguments, int line) implements Expression {}

    record New(Expression callee, List<Expression> arguments, int line) implements Expression {}

    record Object(Map<String, Expression> fields, boolean whole, int line) implements Expression {}

    record Array(List<Expression> items, int line) implements Expression {}

    record Function(List<String> parameters, List<Statement> body, int line) implements Expression {}

    record Binary(String operator, Expression left, Expression right, int line) implements Expression {}

    record Unary(String operator, Expression operand, int line) implements Expression {}

    record Conditional(Expression condition, Expression yes, Expression no, int line) implements Expression {}

    record Assign(Expression target, String operator, Expression value, int line) implements Expression {}

    /** Not understood. */
    record Unknown(String what, int line) implements Expression, Statement {}

    /** {@code const name = value}. */
    record Let(String name, Expression value, boolean exported, int line) implements Statement {}

    record Do(Expression expression, int line) implements Statement {}

    record If(Expression condition, List<Statement> yes, List<Statement> no, int line) implements Statement {}

    /** A loop of any kind; how often is in its head. */
    record Loop(String kind, List<Statement> head, Expression condition, List<Statement> body, int line)
            implements Statement {}

    record Return(Expression value, int line) implements Statement {}

    record Block(List<Statement> statements, int line) implements Statement {}

    /** @param name {@code default} for the script's own */
    record Declared(String name, Function function, int line) implements Statement {}

    record Import(String module, List<String> names, int line) implements Statement {}
}
