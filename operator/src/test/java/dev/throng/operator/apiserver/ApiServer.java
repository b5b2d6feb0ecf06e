package dev.throng.operator.apiserver;

import dev.throng.operator.install.Chart;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.schedule.LoadTestScheduleResource;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real kube-apiserver with etcd and our definitions in it, one for all tests of a JVM; gives tests a client with all
 * rights. Its binaries are looked for in {@code KUBE_API_TEST_DIR}; without them the tests are skipped.
 */
final class ApiServer implements ExecutionCondition, ParameterResolver {
    private static final String FOLDER = "KUBE_API_TEST_DIR";

    /** Server-side apply, as {@code kubectl apply --server-side} does it. */
    static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("kubectl")
            .withForce(true)
            .build();

    private static String kubeConfig = "";

    /** What Helm needs to reach it, once it was started. */
    static String kubeConfig() {
        return kubeConfig;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return System.getenv(FOLDER) == null
                ? ConditionEvaluationResult.disabled(
                        "needs kube-apiserver and etcd: set " + FOLDER + " and KUBE_API_TEST_API_SERVER_VERSION")
                : ConditionEvaluationResult.enabled("");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Running.CLIENT;
    }

    private static KubernetesClient start() {
        KubeAPIServer server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withOfflineMode(true)
                .build());
        server.start();
        kubeConfig = server.getKubeConfigYaml();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeConfig))
                .build();
        install(client);
        installOperator(client);
        Awaitility.await("served definitions")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    client.resources(LoadTestResource.class).inAnyNamespace().list();
                    client.resources(LoadTestScheduleResource.class)
                            .inAnyNamespace()
                            .list();
                });
        return client;
    }

    /** A client with the operator's rights, no more; what it uses of them is written down. */
    static KubernetesClient operator(KubernetesClient admin) {
        Config config = new ConfigBuilder(admin.getConfiguration())
                .withImpersonateUsername("system:serviceaccount:" + Chart.NAMESPACE + ":throng-operator")
                .withRequestRetryBackoffLimit(1)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("rights", Rights.USED))
                .build();
    }

    private static void installOperator(KubernetesClient client) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Chart.NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        Chart.objects(ClusterRole.class, Map.of())
                .forEach(role -> client.resource(role).create());
        Chart.objects(ClusterRoleBinding.class, Map.of())
                .forEach(binding -> client.resource(binding).create());
        Chart.objects(Role.class, Map.of())
                .forEach(role -> client.resource(role).create());
        Chart.objects(RoleBinding.class, Map.of())
                .forEach(binding -> client.resource(binding).create());
    }

    private static void install(KubernetesClient client) {
        try (var files = Files.newDirectoryStream(Path.of("..", "crds"), "*.yml")) {
            for (Path file : files) {
                try (var yaml = Files.newInputStream(file)) {
                    client.load(yaml).resources().forEach(crd -> crd.patch(APPLY));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started with its first use, stopped with the JVM. */
    private static final class Running {
        static final KubernetesClient CLIENT = start();
    }
}
