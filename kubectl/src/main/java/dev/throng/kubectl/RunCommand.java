package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.FieldManagers;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.follow.FollowOptions;
import dev.throng.kubectl.terminal.Words;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "run", description = RunCommand.ABOUT, mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Runs a file of this machine in the cluster, and follows it to its verdict.";

    private static final List<String> LOADS = List.of("users", "spawnRate", "rate", "stages", "capacity");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Mixin
    private FollowOptions following = new FollowOptions();

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A LoadTest in YAML, a Java scenario, a locustfile, or a folder of either; - is standard input.")
    private String file = "";

    @Option(
            names = {"-f", "--follow"},
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Follow it to its verdict (the default); --no-follow only starts it.")
    private boolean follow = true;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the LoadTest, instead of the file's.")
    private @Nullable String name;

    @Option(
            names = {"-H", "--host"},
            paramLabel = "URL",
            description = "Base URL of the target as the cluster sees it, instead of the file's.")
    private @Nullable String host;

    @Option(
            names = {"-u", "--users"},
            paramLabel = "N",
            description = "Users, instead of the file's load.")
    private @Nullable Integer users;

    @Option(
            names = {"-r", "--spawn-rate"},
            paramLabel = "R",
            description = "Users started per second.")
    private @Nullable Double spawnRate;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "Constant arrivals, such as 100/s, instead of the file's load.")
    private @Nullable String rate;

    @Option(
            names = {"-t", "--run-time"},
            paramLabel = "DURATION",
            description = "Length of the run, such as 90s or 1h30m.")
    private @Nullable String runTime;

    @Option(
            names = "--workers",
            paramLabel = "N|auto",
            description = "Worker pods; auto: as many as a short calibration says.")
    private @Nullable String workers;

    @Option(
            names = "--force-conflicts",
            description = "Replace also what another tool keeps there, which puts its own back at its next sync.")
    private boolean force;

    @Override
    public Integer call() throws InterruptedException {
        if (!follow && following.hasFiles()) {
            throw new Refusal(ExitCode.INVALID, "files are written of the result: leave --no-follow away");
        }
        LocalScenario scenario = LocalScenario.read(file);
        if (name != null) {
            scenario = renamed(scenario, name);
        }
        override(scenario.spec());
        PrintWriter err = spec.commandLine().getErr();
        String said = scenario.resource().getMetadata().getNamespace();
        try (Cluster whole = where.open()) {
            Cluster cluster = said == null ? whole : whole.in(said);
            LoadTest asked = apply(cluster, scenario);
            if (!follow) {
                spec.commandLine().getOut().println("loadtest.throng.dev/" + asked.name() + " is to run");
                return ExitCode.PASSED;
            }
            err.println("loadtest.throng.dev/" + asked.name() + " in namespace " + cluster.namespace());
            err.flush();
            return following.follow(cluster, asked, err);
        }
    }

    private static LocalScenario renamed(LocalScenario scenario, String name) {
        GenericKubernetesResource resource = scenario.resource();
        resource.getMetadata().setName(name);
        LocalScenario renamed = new LocalScenario(resource, scenario.files());
        if (!scenario.files().isEmpty() && renamed.spec().get("scenario") instanceof Map<?, ?> written) {
            Map<String, Object> code = new HashMap<>();
            written.keySet()
                    .forEach(language -> code.put(language.toString(), Map.of("configMap", renamed.codeName())));
            renamed.spec().put("scenario", code);
        }
        return renamed;
    }

    /** As with {@code throng run}: a load of the command line's stands for the file's. */
    private void override(Map<String, Object> test) {
        if (users != null || rate != null) {
            if (users != null && rate != null) {
                throw new Refusal(ExitCode.INVALID, "-u and --rate are two loads: give one");
            }
            LOADS.forEach(test::remove);
        }
        put(test, "target", host);
        put(test, "users", users);
        put(test, "spawnRate", spawnRate);
        put(test, "rate", rate);
        put(test, "runTime", runTime);
        workers(test);
    }

    private void workers(Map<String, Object> test) {
        if ("auto".equals(workers)) {
            test.put("calibrate", true);
        } else if (workers != null && workers.matches("[1-9][0-9]{0,2}")) {
            test.remove("calibrate");
            test.put("workers", Integer.valueOf(workers));
        } else if (workers != null) {
            throw new Refusal(ExitCode.INVALID, "--workers: auto, or a number from 1 to 500, not " + workers);
        }
    }

    private static void put(Map<String, Object> test, String field, @Nullable Object value) {
        if (value != null) {
            test.put(field, value);
        }
    }

    private LoadTest apply(Cluster cluster, LocalScenario scenario) {
        Optional<LoadTest> earlier = cluster.find(scenario.name());
        if (earlier.filter(LoadTest::isUnderWay).isPresent()) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "%s is under way (run %s): 'kubectl throng abort %s' ends it, --name runs this beside it"
                            .formatted(
                                    scenario.name(),
                                    Words.orNone(earlier.get().status().runId()),
                                    scenario.name()));
        }
        earlier.filter(there -> !force).ifPresent(there -> mustNotBeKept(there, scenario));
        if (!scenario.files().isEmpty()) {
            mustBeOurs(cluster, scenario);
            cluster.write(code(scenario, cluster, Optional.empty()));
        }
        LoadTest asked = earlier.isEmpty() ? created(cluster, scenario) : again(cluster, scenario, earlier.get());
        if (!scenario.files().isEmpty()) {
            cluster.write(code(scenario, cluster, Optional.of(asked)));
        }
        return asked;
    }

    private static LoadTest created(Cluster cluster, LocalScenario scenario) {
        scenario.resource().getMetadata().setNamespace(cluster.namespace());
        return cluster.create(scenario.resource());
    }

    /** The file is the whole truth; that it is to run once more is said by {@code rerun}, since nothing else may have changed. */
    private static LoadTest again(Cluster cluster, LocalScenario scenario, LoadTest earlier) {
        GenericKubernetesResource resource = earlier.resource();
        resource.setAdditionalProperty("spec", scenario.spec());
        scenario.spec()
                .putIfAbsent(
                        "rerun", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Map<String, String> labels = new HashMap<>(
                Optional.ofNullable(resource.getMetadata().getLabels()).orElse(Map.of()));
        labels.putAll(Optional.ofNullable(scenario.resource().getMetadata().getLabels())
                .orElse(Map.of()));
        resource.getMetadata().setLabels(labels);
        return cluster.replace(resource);
    }

    private static void mustNotBeKept(LoadTest there, LocalScenario scenario) {
        Set<String> changed = FieldManagers.changed(there.spec(), scenario.spec());
        changed.add("rerun");
        FieldManagers.mustNotKeep(
                there, changed, "--name runs this beside it, --force-conflicts replaces it until that sync");
    }

    private static void mustBeOurs(Cluster cluster, LocalScenario scenario) {
        cluster.configMap(scenario.codeName())
                .filter(found -> !scenario.name()
                        .equals(Optional.ofNullable(found.getMetadata().getLabels())
                                .map(labels -> labels.get(Cluster.LOAD_TEST_LABEL))
                                .orElse(null)))
                .ifPresent(found -> {
                    throw new Refusal(
                            ExitCode.INVALID,
                            "ConfigMap " + scenario.codeName()
                                    + " is there and not of this LoadTest: --name gives another name to both");
                });
    }

    /** Belongs to the LoadTest once that is there, and goes with it. */
    private static ConfigMap code(LocalScenario scenario, Cluster cluster, Optional<LoadTest> owner) {
        ObjectMetaBuilder metadata = new ObjectMetaBuilder()
                .withName(scenario.codeName())
                .withNamespace(cluster.namespace())
                .addToLabels(Cluster.LOAD_TEST_LABEL, scenario.name());
        owner.ifPresent(test -> metadata.addNewOwnerReference()
                .withApiVersion(LoadTest.API_VERSION)
                .withKind(LoadTest.KIND)
                .withName(test.name())
                .withUid(test.resource().getMetadata().getUid())
                .endOwnerReference());
        return new ConfigMapBuilder()
                .withMetadata(metadata.build())
                .withData(scenario.files())
                .build();
    }
}
