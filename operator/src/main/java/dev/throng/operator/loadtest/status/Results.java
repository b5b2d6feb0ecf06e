package dev.throng.operator.loadtest.status;

import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.Verdict;
import org.jspecify.annotations.Nullable;

/** Results of runs that measured nothing. */
final class Results {
    /** Nothing at all. */
    static final ResultStatus NONE = of(null);

    /** Nothing but that nothing can be said. */
    static final ResultStatus UNKNOWN = of(Verdict.Unknown);

    private Results() {}

    private static ResultStatus of(@Nullable Verdict verdict) {
        return new ResultStatus(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, verdict, null, null, null, null, null);
    }
}
