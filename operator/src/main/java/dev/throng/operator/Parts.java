package dev.throng.operator;

import dev.throng.operator.OperatorConfig.ResourceConfig;
import dev.throng.operator.loadtest.LoadTestParts;
import dev.throng.operator.loadtest.act.Rehearsal;
import dev.throng.operator.loadtest.desired.Runner;
import dev.throng.operator.loadtest.follow.GrpcMasters;
import dev.throng.operator.loadtest.follow.Tokens;
import dev.throng.operator.loadtest.observe.Examination;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The parts that controllers are put together from. */
final class Parts {
    private static final String LEASE = "throng-operator";
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

    private Parts() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static Runner runner(OperatorConfig config, KubernetesClient client) {
        return new Runner(
                config.runner().image(),
                config.runner().imagePullPolicy().orElse(""),
                namespace(config, client),
                config.runner().webOpen(),
                config.runner().prometheus().orElse(""),
                resources(config.runner().master()),
                resources(config.runner().worker()));
    }

    @Produces
    @Singleton
    static Tokens tokens(OperatorConfig config, KubernetesClient client) {
        return new Tokens(new OperatorKey(client, namespace(config, client), config.keySecret()));
    }

    @Produces
    @Singleton
    static LoadTestParts loadTestParts(
            OperatorConfig config,
            KubernetesClient client,
            Runner runner,
            Tokens tokens,
            Clock clock,
            MeterRegistry registry) {
        ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("throng-masters").factory());
        return LoadTestParts.of(
                client,
                runner,
                tokens,
                new GrpcMasters(tokens, clock, retries),
                clock,
                registry,
                config.statusInterval());
    }

    @Produces
    @Singleton
    static Examination examination(KubernetesClient client, Runner runner) {
        return Examination.in(client, new Rehearsal(client, runner)::problems);
    }

    /** How often resources are reconciled, how long it takes, how often it fails: by controller, not by resource. */
    @Produces
    @Singleton
    static Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    /** The lease is short enough for a standby to take over within seconds, and is let go at a graceful stop. */
    @Produces
    @Dependent
    static @Nullable LeaderElectionConfiguration leaderElection(OperatorConfig config, KubernetesClient client) {
        if (!config.leaderElection()) {
            return null;
        }
        LeaderElectionConfigurationBuilder election = LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                        LEASE)
                .withLeaseNamespace(namespace(config, client))
                .withLeaseDuration(LEASE_DURATION)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY_PERIOD);
        config.identity().ifPresent(election::withIdentity);
        return election.build();
    }

    private static String namespace(OperatorConfig config, KubernetesClient client) {
        return config.namespace()
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse("default");
    }

    private static ResourceRequirements resources(ResourceConfig config) {
        ResourceRequirementsBuilder resources = new ResourceRequirementsBuilder();
        config.cpu().ifPresent(cpu -> resources.addToRequests("cpu", new Quantity(cpu)));
        config.memory().ifPresent(memory -> resources.addToRequests("memory", new Quantity(memory)));
        config.memoryLimit().ifPresent(limit -> resources.addToLimits("memory", new Quantity(limit)));
        return resources.build();
    }
}
