package dev.throng.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a user class that is told of each of its requests when it was counted, with one parameter of type {@link
 * RequestEvent}. It is called on the user's thread, so it may use whatever the user's other methods may use.
 *
 * <pre>{@code
 * @OnRequest void seen(RequestEvent event) { if (!event.ok()) trend("failed bytes").add(event.bytes()); }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnRequest {}
