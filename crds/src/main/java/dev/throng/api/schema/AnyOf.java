package dev.throng.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of these fields at least one is given. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(AnyOf.All.class)
public @interface AnyOf {
    /** Names of the fields, as in YAML; a dot leads into a field's own fields: {@code scenario.python}. */
    String[] value();

    /** What needs one of them, as the subject of a sentence: {@code a run}. */
    String what();

    /** False where the command line can give what a file leaves out: then only the API server insists. */
    boolean inFile() default true;

    /** Holds several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        AnyOf[] value();
    }
}
