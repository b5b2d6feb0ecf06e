package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.throng.api.status.Phase;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rules of the whole resource, metadata and status included, for the root of its schema: the only place where CEL sees
 * them.
 */
public final class RootRules {
    /**
     * A worker's host is called {@code <name>-<run>-worker-<0 to 499>}, and a host's name has at most 63 characters; this
     * leaves room for 99999 runs.
     */
    public static final int LONGEST_LOAD_TEST_NAME = 45;

    /** A schedule's LoadTests are called {@code <name>-29384756}, by the minute they were due. */
    public static final int LONGEST_SCHEDULE_NAME = LONGEST_LOAD_TEST_NAME - 9;

    /** What may change while a run is under way, because no run's outcome depends on it. */
    public static final Set<String> FREE =
            Set.of("abort", "suspend", "rerun", "historyLimit", "ttlSecondsAfterFinished", "notify");

    private static final List<Phase> UNDER_WAY = List.of(Phase.Starting, Phase.Running, Phase.Stopping);

    private RootRules() {}

    /** A rule in CEL and what the API server says when it is broken. */
    public record RootRule(String cel, String message) {}

    /** For LoadTests. */
    public static List<RootRule> ofLoadTest() {
        return List.of(name(LONGEST_LOAD_TEST_NAME), frozen());
    }

    /** For LoadTestSchedules. */
    public static List<RootRule> ofSchedule() {
        return List.of(name(LONGEST_SCHEDULE_NAME));
    }

    private static RootRule name(int longest) {
        return new RootRule(
                "self.metadata.name.size() <= " + longest
                        + " && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
                "metadata.name has at most " + longest
                        + " characters, begins with a letter, and has only lower-case letters, digits and '-'");
    }

    /** A transition rule: while a run is under way, every other field of the spec stays as it is. */
    private static RootRule frozen() {
        String phases = UNDER_WAY.stream().map(phase -> "'" + phase + "'").collect(Collectors.joining(", ", "[", "]"));
        String same = Arrays.stream(LoadTestSpec.class.getRecordComponents())
                .map(RootRules::yamlName)
                .filter(name -> !FREE.contains(name))
                .map(name -> "self.spec." + name)
                .map(RootRules::unchanged)
                .collect(Collectors.joining("&&"));
        return new RootRule(
                "!has(oldSelf.status) || !has(oldSelf.status.phase) || !(oldSelf.status.phase in " + phases + ") || ("
                        + same + ")",
                "the spec is frozen while its run is under way: set spec.abort: true to end the run, or wait for its end");
    }

    /** Without optional syntax, whose cost the API server takes for unbounded. */
    private static String unchanged(String now) {
        String before = "oldS" + now.substring(1);
        return "(has(" + now + ")?has(" + before + ")&&" + now + "==" + before + ":!has(" + before + "))";
    }

    private static String yamlName(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }
}
