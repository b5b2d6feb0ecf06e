package dev.throng.runner.http;

import dev.throng.runner.plan.Step;

/**
 * A request step with everything constant in it encoded once: method, target, fields, also the body where it has no
 * expression. Immutable, for all threads.
 */
public final class PreparedRequest {
    private final Step.Request step;

    private PreparedRequest(Step.Request step) {
        this.step = step;
    }

    /** @param target the plan's target, the base of the step's path; its user info becomes basic authentication */
    public static PreparedRequest of(Step.Request step, Url target) {
        return new PreparedRequest(step);
    }

    public Step.Request step() {
        return step;
    }

    /** Method is HEAD: the response has no body. */
    public boolean isHead() {
        return step.method().equals("HEAD");
    }

    /** Whether the response body's content is looked at, by a check or a capture. */
    public boolean wantsBody() {
        throw new UnsupportedOperationException("coming");
    }

    /** Whether RFC 9110 §9.2.2 lets it be sent again when a reused connection broke before a response byte came. */
    public boolean isIdempotent() {
        throw new UnsupportedOperationException("coming");
    }

    /** Whether the step itself asks for {@code Connection: close}. */
    public boolean closes() {
        throw new UnsupportedOperationException("coming");
    }
}
