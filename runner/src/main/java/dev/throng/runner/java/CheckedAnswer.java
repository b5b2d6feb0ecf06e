package dev.throng.runner.java;

import dev.throng.runner.code.Response;
import dev.throng.scenario.CheckedResponse;
import dev.throng.scenario.RequestSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A response that its code judges. Confined to the user's thread. */
final class CheckedAnswer extends Answer implements CheckedResponse {
    private final SessionLink link;
    private boolean closed;

    /** What the code has said last; the wire's or the request's own word before that. */
    private @Nullable String problem;

    CheckedAnswer(Response came, RequestSpec request, SessionLink link) {
        super(came, request);
        this.link = link;
        problem = came.problem();
        if (problem == null) {
            problem = request.problem(this);
        }
    }

    @Override
    public void success() {
        problem = null;
    }

    @Override
    public void fail(String reason) {
        problem = reason;
    }

    @Override
    public boolean ok() {
        return problem == null;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            link.settle(this, problem);
        }
    }
}
