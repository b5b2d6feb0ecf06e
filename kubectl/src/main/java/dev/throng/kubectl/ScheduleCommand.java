package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.follow.FollowOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "schedule", description = ScheduleCommand.ABOUT, mixinStandardHelpOptions = true)
final class ScheduleCommand implements Runnable {
    /** What it does, in a line. */
    static final String ABOUT = "Schedules: run one now.";

    private static final String SCHEDULE_LABEL = "throng.dev/schedule";
    private static final int LETTERS = 5;
    private static final int LONGEST_NAME = 63;
    private static final String MANUAL = "-manual-";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? There is: run");
    }

    @Command(
            name = "run",
            description = "Runs a schedule's LoadTest now, beside its times, and follows it to its verdict.",
            mixinStandardHelpOptions = true)
    int run(
            @Mixin ClusterOptions where,
            @Mixin FollowOptions following,
            @Parameters(paramLabel = "NAME", description = "The LoadTestSchedule.") String name,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "Name of the LoadTest that it makes, instead of one that nobody else has.")
                    @Nullable String childName,
            @Option(
                            names = {"-f", "--follow"},
                            negatable = true,
                            defaultValue = "true",
                            fallbackValue = "true",
                            description = "Follow it to its verdict (the default); --no-follow only starts it.")
                    boolean follow)
            throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (Cluster cluster = where.open()) {
            GenericKubernetesResource child = child(cluster.schedule(name), cluster.namespace());
            if (childName != null) {
                child.getMetadata().setName(childName);
            }
            LoadTest asked = cluster.create(child);
            if (!follow) {
                spec.commandLine().getOut().println("loadtest.throng.dev/" + asked.name() + " is to run");
                return ExitCode.PASSED;
            }
            err.println("loadtest.throng.dev/" + asked.name() + " in namespace " + cluster.namespace());
            err.flush();
            return following.follow(cluster, asked, err);
        }
    }

    /** Counted among the schedule's own, so that its history and its limits hold for it too. */
    static GenericKubernetesResource child(GenericKubernetesResource schedule, String namespace) {
        Map<?, ?> template =
                map(map(schedule.getAdditionalProperties().get("spec")).get("loadTestTemplate"));
        if (template.isEmpty()) {
            throw new Refusal(
                    ExitCode.INVALID, schedule.getMetadata().getName() + " has no spec.loadTestTemplate to run");
        }
        Map<?, ?> metadata = map(template.get("metadata"));
        GenericKubernetesResource child = new GenericKubernetesResource();
        child.setApiVersion(LoadTest.API_VERSION);
        child.setKind(LoadTest.KIND);
        child.setMetadata(new ObjectMetaBuilder()
                .withName(childName(schedule.getMetadata().getName()))
                .withNamespace(namespace)
                .withLabels(texts(metadata.get("labels")))
                .addToLabels(SCHEDULE_LABEL, schedule.getMetadata().getName())
                .withAnnotations(texts(metadata.get("annotations")))
                .addNewOwnerReference()
                .withApiVersion(schedule.getApiVersion())
                .withKind(schedule.getKind())
                .withName(schedule.getMetadata().getName())
                .withUid(schedule.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .build());
        child.setAdditionalProperty("spec", template.get("spec"));
        return child;
    }

    /** Letters only: digits at the end are the minute that one was due. */
    private static String childName(String schedule) {
        String letters = ThreadLocalRandom.current()
                .ints(LETTERS, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        int room = LONGEST_NAME - MANUAL.length() - LETTERS;
        return schedule.substring(0, Math.min(room, schedule.length())) + MANUAL + letters;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<String, String> texts(@Nullable Object value) {
        return map(value).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())));
    }
}
