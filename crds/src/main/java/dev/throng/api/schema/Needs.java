package dev.throng.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** These fields have a meaning only beside at least one of some others. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Needs.All.class)
public @interface Needs {
    /** Names of the fields that depend, as in YAML. */
    String[] value();

    /** Names of the fields of which one must be there. */
    String[] anyOf();

    /** Holds several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        Needs[] value();
    }
}
