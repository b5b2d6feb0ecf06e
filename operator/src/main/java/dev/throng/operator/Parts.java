package dev.throng.operator;

import dev.throng.operator.OperatorConfig.ResourceConfig;
import dev.throng.operator.loadtest.LoadTestParts;
import dev.throng.operator.loadtest.desired.Runner;
import dev.throng.operator.loadtest.follow.GrpcMasters;
import dev.throng.operator.loadtest.follow.Tokens;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The parts that controllers are put together from. */
final class Parts {
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
            OperatorConfig config, KubernetesClient client, Runner runner, Tokens tokens, Clock clock) {
        ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("throng-masters").factory());
        return LoadTestParts.of(
                client, runner, tokens, new GrpcMasters(tokens, clock, retries), clock, config.statusInterval());
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
