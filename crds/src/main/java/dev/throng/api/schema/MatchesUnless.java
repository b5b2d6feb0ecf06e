package dev.throng.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text that has to look as another notation says, unless some other field is there. For the API server: readers of files see
 * it when they look at what the text means.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MatchesUnless {
    /** Name of the text's field, as in YAML; a required one. */
    String field();

    /** One of {@link Patterns}. */
    String pattern();

    /** Name of the other field. */
    String unless();
}
