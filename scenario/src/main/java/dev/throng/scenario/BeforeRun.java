package dev.throng.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method that is run once per run, before the first user and in the process that starts the run. What it returns
 * (text, or null) is what {@link User#shared} gives to all users of all workers. Whatever it throws ends the run before it
 * has begun. Where another master takes over from one that was lost it is not run again.
 *
 * <pre>{@code
 * @BeforeRun static String token() throws Exception { return Files.readString(Path.of("token.txt")); }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BeforeRun {}
