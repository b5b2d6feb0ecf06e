package dev.throng.runner.script.function;

import dev.throng.runner.script.Decimals;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.expression.Constant;
import dev.throng.runner.script.expression.Encoding;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Part;
import dev.throng.runner.script.expression.Type;
import org.jspecify.annotations.Nullable;

/** {@code random.double(from, to, decimals)}: a number between two, rounded. */
record RandomDouble(Node from, Node to, int decimals) implements Node {

    static double number(Constant constant) {
        return constant.value() instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    public Type type() {
        return Type.DECIMAL;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        if (from.value(scope) instanceof Number min && to.value(scope) instanceof Number max) {
            double drawn = draw(scope, min.doubleValue(), max.doubleValue());
            return Double.isFinite(drawn) ? drawn : null;
        }
        return null;
    }

    private double draw(Scope scope, double min, double max) {
        return Decimals.round(min + scope.random().nextDouble() * (max - min), decimals);
    }

    @Override
    public Part part(Encoding encoding) {
        if (!(from instanceof Constant min && to instanceof Constant max)) {
            return Node.super.part(encoding);
        }
        double low = number(min);
        double high = number(max);
        return (scope, out) -> {
            double drawn = draw(scope, low, high);
            if (!Double.isFinite(drawn)) {
                return false;
            }
            Decimals.append(drawn, out);
            return true;
        };
    }
}
