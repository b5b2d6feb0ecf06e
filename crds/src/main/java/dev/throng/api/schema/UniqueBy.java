package dev.throng.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No two items of this list have the same value in a required field; in the schema: {@code x-kubernetes-list-type: map}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface UniqueBy {
    /** Name of the field. */
    String value();
}
