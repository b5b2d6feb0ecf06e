package dev.throng.operator.loadtest.observe;

import dev.throng.api.Problem;
import dev.throng.operator.loadtest.desired.Accepted;
import java.util.List;

/** Whether what is asked for can be run. */
public sealed interface Validity {
    /** It can. */
    record Valid(Accepted accepted) implements Validity {}

    /**
     * It names what is not there, which may still come.
     *
     * @param what each with the place that names it
     */
    record Missing(List<Problem> what) implements Validity {}

    /** It cannot, however long one waits. */
    record Wrong(List<Problem> problems) implements Validity {}
}
