package dev.throng.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of these fields exactly one is given (at most one with {@link #orNone}). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OneOf.All.class)
public @interface OneOf {
    /** Names of the fields, as in YAML. */
    String[] value();

    /** What the alternatives are, as the subject of a sentence: {@code a scenario}. */
    String what();

    /** Whether none of them is fine too. */
    boolean orNone() default false;

    /** Holds several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        OneOf[] value();
    }
}
