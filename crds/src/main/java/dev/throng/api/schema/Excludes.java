package dev.throng.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Beside one field some others cannot stand. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Excludes.All.class)
public @interface Excludes {
    /** Name of the field, as in YAML. */
    String field();

    /** Names of the fields that cannot stand beside it. */
    String[] others();

    /** What to do instead, as an imperative: {@code move it into a step}. */
    String fix();

    /** Holds several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        Excludes[] value();
    }
}
