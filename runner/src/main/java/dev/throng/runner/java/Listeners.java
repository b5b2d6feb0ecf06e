package dev.throng.runner.java;

import dev.throng.scenario.OnRequest;
import dev.throng.scenario.RequestEvent;
import dev.throng.scenario.User;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The methods of a class that are told of each request. Immutable, for all threads. */
final class Listeners {
    private static final Map<Class<?>, Listeners> KNOWN = new ConcurrentHashMap<>();

    private final List<Method> methods;

    private Listeners(List<Method> methods) {
        this.methods = methods;
    }

    static Listeners of(Class<?> type) {
        return KNOWN.computeIfAbsent(type, Listeners::find);
    }

    private static Listeners find(Class<?> type) {
        List<Method> found = new ArrayList<>();
        for (Class<?> at = type; at != null && at != User.class; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (method.isAnnotationPresent(OnRequest.class)
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == RequestEvent.class) {
                    method.setAccessible(true);
                    found.add(method);
                }
            }
        }
        return new Listeners(List.copyOf(found));
    }

    boolean isEmpty() {
        return methods.isEmpty();
    }

    void tell(Object user, RequestEvent event) {
        for (Method method : methods) {
            try {
                method.invoke(user, event);
            } catch (InvocationTargetException e) {
                if (Maker.thrown(e.getCause()) instanceof RuntimeException problem) {
                    throw problem;
                }
                throw new IllegalStateException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a method made accessible is not", e);
            }
        }
    }
}
