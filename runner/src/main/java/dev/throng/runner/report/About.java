package dev.throng.runner.report;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What stands in a result beside what was measured.
 *
 * @param runId by which workers know that they belong together; the same for a master that takes a run up again
 * @param spec the LoadTest as YAML
 * @param planHash by which people see that two runs were of the same plan, whatever their seed and target
 * @param earlier the runs before it
 * @param completion what is done to the result before anybody sees it; may take some seconds, on a thread of its own
 */
public record About(
        String runId,
        String throngVersion,
        String spec,
        String planHash,
        Result.Environment environment,
        Earlier earlier,
        Function<Result, CompletableFuture<Result>> completion) {

    /** Of a run whose result is complete as it is. */
    public About(
            String runId,
            String throngVersion,
            String spec,
            String planHash,
            Result.Environment environment,
            Earlier earlier) {
        this(runId, throngVersion, spec, planHash, environment, earlier, CompletableFuture::completedFuture);
    }

    /** The same, of a run whose result is completed so. */
    public About completed(Function<Result, CompletableFuture<Result>> by) {
        return new About(runId, throngVersion, spec, planHash, environment, earlier, by);
    }

    /** For a run that nobody else knows of yet. */
    public static About newRun(
            String throngVersion, String spec, String planHash, Result.Environment environment, Earlier earlier) {
        return new About(UUID.randomUUID().toString(), throngVersion, spec, planHash, environment, earlier);
    }
}
