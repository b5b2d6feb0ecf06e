package dev.throng.runner.script.function;

import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Type;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function of the language.
 *
 * @param required how many of the parameters must be given
 * @param open whether the last parameter may be repeated
 * @param maker what makes a call of it, from arguments that fit
 */
public record Function(String name, List<Parameter> parameters, int required, boolean open, Maker maker) {

    public record Parameter(String name, Type type) {}

    /** Makes the node of a call. What is wrong beyond number and type of the arguments it reports. */
    public interface Maker {
        Node make(List<Node> arguments, Call call);
    }

    public Parameter parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    public boolean takes(int arguments) {
        return arguments >= required && (open || arguments <= parameters.size());
    }

    /** {@code random.string(length[, alphabet])}. */
    public String usage() {
        String names = parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
        for (int i = required; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            names = names.replace(i == 0 ? name : ", " + name, i == 0 ? "[" + name + "]" : "[, " + name + "]");
        }
        return name + "(" + names + (open ? ", …" : "") + ")";
    }

    public String arity() {
        if (open) {
            return "at least " + count(required);
        }
        return required == parameters.size() ? count(required) : required + " to " + count(parameters.size());
    }

    private static String count(int arguments) {
        return arguments == 0 ? "no arguments" : arguments == 1 ? "1 argument" : arguments + " arguments";
    }
}
