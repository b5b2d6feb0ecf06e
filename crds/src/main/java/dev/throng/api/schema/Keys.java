package dev.throng.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How the keys of this map are written. A structural schema cannot say it; the reader and the operator check it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Keys {
    /** One of {@link Notation}'s patterns. */
    String value();
}
