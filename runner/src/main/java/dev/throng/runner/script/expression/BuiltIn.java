package dev.throng.runner.script.expression;

import dev.throng.runner.script.Scope;
import java.util.Map;

/** Values that every expression can see. */
public enum BuiltIn implements Node {
    /** Users running now. */
    USERS {
        @Override
        long number(Scope scope) {
            return scope.users();
        }
    },
    /** The user's global number, from 0. */
    USER_NUMBER {
        @Override
        long number(Scope scope) {
            return scope.userNumber();
        }
    },
    /** Tasks this user has begun, from 1. */
    ITERATION {
        @Override
        long number(Scope scope) {
            return scope.iteration();
        }
    },
    /** {@code now()}: milliseconds since the epoch. */
    NOW {
        @Override
        long number(Scope scope) {
            return scope.epochMillis();
        }
    };

    public static final Map<String, BuiltIn> NAMES =
            Map.of("users", USERS, "user.number", USER_NUMBER, "iteration", ITERATION);

    abstract long number(Scope scope);

    @Override
    public Type type() {
        return Type.WHOLE;
    }

    @Override
    public Object value(Scope scope) {
        return number(scope);
    }

    @Override
    public Part part(Encoding encoding) {
        return (scope, out) -> {
            out.append(number(scope));
            return true;
        };
    }
}
