package dev.throng.runner.report;

import java.util.Optional;
import java.util.UUID;

/**
 * What stands in a result beside what was measured.
 *
 * @param runId by which workers know that they belong together; the same for a master that takes a run up again
 * @param spec the LoadTest as YAML
 * @param planHash by which people see that two runs were of the same plan, whatever their seed and target
 * @param baseline the earlier run to compare with
 */
public record About(
        String runId,
        String throngVersion,
        String spec,
        String planHash,
        Result.Environment environment,
        Optional<Result> baseline) {

    /** For a run that nobody else knows of yet. */
    public static About newRun(
            String throngVersion,
            String spec,
            String planHash,
            Result.Environment environment,
            Optional<Result> baseline) {
        return new About(UUID.randomUUID().toString(), throngVersion, spec, planHash, environment, baseline);
    }
}
