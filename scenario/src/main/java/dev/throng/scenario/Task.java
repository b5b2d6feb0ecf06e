package dev.throng.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a user does, again and again: a method without parameters, or a nested {@link TaskSet}. Users choose among their
 * tasks by weight.
 *
 * <pre>{@code
 * @Task(10) void listItems() { client.get("/items"); }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Task {
    /** Share among the tasks of its class or set, from 1. */
    int value() default 1;
}
