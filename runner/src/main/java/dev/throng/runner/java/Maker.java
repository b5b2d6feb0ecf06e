package dev.throng.runner.java;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes objects of a scenario's classes, nested ones in their outer object. */
final class Maker {
    private Maker() {}

    /** Why no object can be made of a class; empty when one can. */
    static Optional<String> problem(Class<?> type) {
        return constructor(type) == null
                ? Optional.of(type.getSimpleName() + " needs a constructor without parameters")
                : Optional.empty();
    }

    private static @Nullable Constructor<?> constructor(Class<?> type) {
        int outer = isInner(type) ? 1 : 0;
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == outer) {
                constructor.setAccessible(true);
                return constructor;
            }
        }
        return null;
    }

    private static boolean isInner(Class<?> type) {
        return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
    }

    /** @param outer what it may be nested in; another one is made where that does not fit */
    static Object make(Class<?> type, @Nullable Object outer) throws Exception {
        Constructor<?> constructor = constructor(type);
        if (constructor == null) {
            throw new IllegalStateException(problem(type).orElse(""));
        }
        try {
            if (!isInner(type)) {
                return constructor.newInstance();
            }
            Class<?> enclosing = type.getEnclosingClass();
            return constructor.newInstance(enclosing.isInstance(outer) ? outer : make(enclosing, null));
        } catch (InvocationTargetException e) {
            throw thrown(e.getCause());
        }
    }

    /** What code has thrown, to be thrown on. */
    static Exception thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case Exception exception -> exception;
            case null, default -> new IllegalStateException(cause);
        };
    }
}
