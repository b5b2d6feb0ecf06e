package dev.throng.runner.java;

import dev.throng.runner.code.Terms;
import dev.throng.scenario.SequentialTaskSet;
import dev.throng.scenario.Tag;
import dev.throng.scenario.Task;
import dev.throng.scenario.TaskSet;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The tasks of a class of users or of a task set, in the order in which they are written. Immutable, for all threads. */
final class TaskTable {
    private final List<Entry> entries;
    private final boolean filtered;
    private final boolean sequential;
    private final int total;

    /** One of the tasks: a method, or a set of tasks. */
    sealed interface Entry {
        String name();

        int weight();
    }

    /** @param code takes the object that holds it */
    record Single(String name, int weight, MethodHandle code) implements Entry {}

    /** @param outer tasks of a class in between are its own business */
    record Nested(String name, int weight, Class<?> type, TaskTable tasks) implements Entry {}

    private TaskTable(List<Entry> entries, boolean filtered, boolean sequential) {
        this.entries = List.copyOf(entries);
        this.filtered = filtered;
        this.sequential = sequential;
        total = entries.stream().mapToInt(Entry::weight).sum();
    }

    static TaskTable of(Class<?> type, Lines lines, Terms terms, BiConsumer<Lines.Spot, String> mistakes) {
        return new Reader(lines, terms, mistakes).read(type, Set.of());
    }

    List<Entry> all() {
        return entries;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether there were others, which the tags have left out. */
    boolean isFiltered() {
        return filtered;
    }

    boolean isSequential() {
        return sequential;
    }

    /** A choice by weight; draws once. */
    Entry pick(SplittableRandom random) {
        int drawn = random.nextInt(total);
        for (Entry entry : entries) {
            drawn -= entry.weight();
            if (drawn < 0) {
                return entry;
            }
        }
        throw new IllegalStateException("weights add up to " + total);
    }

    private record Reader(Lines lines, Terms terms, BiConsumer<Lines.Spot, String> mistakes) {
        TaskTable read(Class<?> type, Set<String> outerTags) {
            Map<String, Found> found = new LinkedHashMap<>();
            Deque<Class<?>> line = new ArrayDeque<>();
            for (Class<?> at = type;
                    at != null && !at.getName().startsWith("dev.throng.scenario.");
                    at = at.getSuperclass()) {
                line.push(at);
            }
            boolean left = false;
            for (Class<?> at : line) {
                for (Found one : declared(at)) {
                    found.put(one.key(), one);
                }
            }
            List<Entry> entries = new ArrayList<>();
            for (Found one : found.values()) {
                Set<String> tags = new HashSet<>(outerTags);
                tags.addAll(tags(one.element()));
                Optional<Entry> entry = entry(one, tags);
                entry.ifPresent(entries::add);
                left |= entry.isEmpty();
            }
            return new TaskTable(entries, left, SequentialTaskSet.class.isAssignableFrom(type));
        }

        private record Found(String key, AnnotatedElement element, Lines.Spot spot, int line) {}

        private List<Found> declared(Class<?> type) {
            List<Found> found = new ArrayList<>();
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Task.class)) {
                    Lines.Spot spot = new Lines.Spot(type, method.getName());
                    found.add(new Found(method.getName() + "()", method, spot, lines.line(spot)));
                }
            }
            for (Class<?> nested : type.getDeclaredClasses()) {
                if (nested.isAnnotationPresent(Task.class)) {
                    Lines.Spot spot = new Lines.Spot(nested, "");
                    found.add(new Found(nested.getSimpleName(), nested, spot, lines.line(spot)));
                }
            }
            found.sort(Comparator.comparingInt(Found::line).thenComparing(Found::key));
            return found;
        }

        private Optional<Entry> entry(Found found, Set<String> tags) {
            int weight = found.element().getAnnotation(Task.class).value();
            if (weight < 1) {
                mistakes.accept(found.spot(), "the weight of a task must be 1 or more, not " + weight);
            }
            return found.element() instanceof Method method
                    ? admitted(tags) ? single(method, weight, found) : Optional.empty()
                    : nested((Class<?>) found.element(), weight, tags, found);
        }

        private Optional<Entry> single(Method method, int weight, Found found) {
            if (Modifier.isStatic(method.getModifiers()) || method.getParameterCount() > 0) {
                mistakes.accept(found.spot(), "a task is a method of the user, without parameters and not static");
                return Optional.empty();
            }
            try {
                method.setAccessible(true);
                MethodHandle code = MethodHandles.lookup()
                        .unreflect(method)
                        .asType(MethodType.methodType(void.class, Object.class));
                return Optional.of(new Single(method.getName(), Math.max(1, weight), code));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a method made accessible is not", e);
            }
        }

        private Optional<Entry> nested(Class<?> type, int weight, Set<String> tags, Found found) {
            if (!TaskSet.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
                mistakes.accept(
                        found.spot(), "a class with @Task extends TaskSet or SequentialTaskSet, and is not abstract");
                return Optional.empty();
            }
            Maker.problem(type).ifPresent(problem -> mistakes.accept(found.spot(), problem));
            TaskTable tasks = read(type, tags);
            if (tasks.isEmpty()) {
                if (!tasks.isFiltered()) {
                    mistakes.accept(
                            found.spot(), type.getSimpleName() + " has no task: write a method with @Task on it");
                }
                return Optional.empty();
            }
            return Optional.of(new Nested(type.getSimpleName(), Math.max(1, weight), type, tasks));
        }

        private static Set<String> tags(AnnotatedElement element) {
            @Nullable Tag tag = element.getAnnotation(Tag.class);
            return tag == null ? Set.of() : new HashSet<>(Arrays.asList(tag.value()));
        }

        private boolean admitted(Set<String> tags) {
            return (terms.tags().isEmpty() || tags.stream().anyMatch(terms.tags()::contains))
                    && tags.stream().noneMatch(terms.excludedTags()::contains);
        }
    }
}
