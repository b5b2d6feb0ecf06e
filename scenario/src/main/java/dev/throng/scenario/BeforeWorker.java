package dev.throng.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method that is run once in each process that drives load, before its first user. It may take what {@link
 * BeforeRun} gave as its one parameter. Whatever it throws keeps the worker from taking part.
 *
 * <pre>{@code
 * @BeforeWorker static void connect(String shared) { pool = Pool.open(shared); }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BeforeWorker {}
