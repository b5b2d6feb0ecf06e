package dev.throng.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Words by which {@code --tags} and {@code --exclude-tags} choose tasks. A tag on a {@link TaskSet} goes for all of it.
 *
 * <pre>{@code
 * @Task @Tag("slow") void report() { client.get("/report"); }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Tag {
    String[] value();
}
