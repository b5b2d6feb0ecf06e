package dev.throng.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A required field that a file may leave out, because an option of the command line gives it as well. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FromCommandLine {
    /** The option: {@code --host}. */
    String value();
}
