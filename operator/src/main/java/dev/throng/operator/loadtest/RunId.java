package dev.throng.operator.loadtest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of a LoadTest, and what its objects are called. The names hold the run's number, so that a new run never meets
 * the objects of an earlier one.
 *
 * @param uid of the LoadTest: one that was deleted and made again under the same name is another
 * @param number from 1
 */
public record RunId(String namespace, String loadTest, String uid, int number) {
    /** Label with the LoadTest's name, on everything that belongs to it. */
    public static final String LOAD_TEST_LABEL = "throng.dev/loadtest";

    /** Label with the schedule's name, on the LoadTests that it made. */
    public static final String SCHEDULE_LABEL = "throng.dev/schedule";

    /** Label with the run's id, on everything that belongs to it. */
    public static final String RUN_LABEL = "throng.dev/run";

    /** Label with the part of a run that a pod is: {@code master}, {@code worker}, {@code calibration} or {@code notice}. */
    public static final String COMPONENT_LABEL = "app.kubernetes.io/component";

    /** The part that tells how the run ended, and is none of those that drive it. */
    public static final String NOTICE = "notice";

    /** The part that finds out how many workers are needed, before those that drive it are made. */
    public static final String CALIBRATION = "calibration";

    /** Selects what the operator made, of all LoadTests. */
    public static final String OURS = "app.kubernetes.io/managed-by=throng-operator," + RUN_LABEL;

    public static RunId of(HasMetadata loadTest, int number) {
        var metadata = loadTest.getMetadata();
        return new RunId(metadata.getNamespace(), metadata.getName(), metadata.getUid(), number);
    }

    /** What people and labels call the run: {@code items-api-3}. */
    public String id() {
        return loadTest + "-" + number;
    }

    /** The number of a run by its id; 0 for an id that is none. */
    public static int numberOf(String id) {
        String digits = id.substring(id.lastIndexOf('-') + 1);
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }

    public RunId next() {
        return new RunId(namespace, loadTest, uid, number + 1);
    }

    public String plan() {
        return id() + "-plan";
    }

    /** Unique over LoadTests of the same name too: a left-over of a deleted one must not be taken for this run's. */
    public String token() {
        return id() + "-token-" + uid.substring(0, Math.min(8, uid.length()));
    }

    /** The master's Job and Service, and its pod's host name. */
    public String master() {
        return id() + "-master";
    }

    /**
     * A worker's Job, and its pod's host name.
     *
     * @param index from 0
     */
    public String worker(int index) {
        return id() + "-worker-" + index;
    }

    public String network() {
        return id();
    }

    /** The Job that finds out how many workers are needed, and its pod's host name. */
    public String calibration() {
        return id() + "-calibration";
    }

    /** The Job that tells how the run ended. */
    public String notice() {
        return id() + "-notice";
    }

    public String report() {
        return id() + "-report";
    }

    /** Labels of everything that belongs to the run, in the order of their names. */
    public SortedMap<String, String> labels() {
        return new TreeMap<>(Map.of(
                "app.kubernetes.io/name",
                "throng-run",
                "app.kubernetes.io/managed-by",
                "throng-operator",
                LOAD_TEST_LABEL,
                loadTest,
                RUN_LABEL,
                id()));
    }

    /** Selects the pods of one of its parts, {@code master} or {@code worker}. */
    public SortedMap<String, String> selector(String component) {
        return new TreeMap<>(Map.of(RUN_LABEL, id(), COMPONENT_LABEL, component));
    }
}
