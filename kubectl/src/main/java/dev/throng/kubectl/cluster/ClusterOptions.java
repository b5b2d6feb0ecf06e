package dev.throng.kubectl.cluster;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.process.Version;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** kubectl's own flags, by their own names. */
public final class ClusterOptions {
    private static final String MANAGER = "kubectl-throng";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Namespace, instead of the context's.")
    private @Nullable String namespace;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig, instead of the current one.")
    private @Nullable String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Kubeconfig, instead of KUBECONFIG and ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(names = "--as", paramLabel = "USER", description = "User to act as.")
    private @Nullable String as;

    @Option(names = "--as-group", paramLabel = "GROUP", description = "Group to act as; can be given more than once.")
    private List<String> asGroups = List.of();

    /** @throws Refusal when they name what is not there */
    public Cluster open() {
        Config config = config();
        if (as != null) {
            config.setImpersonateUsername(as);
        }
        if (!asGroups.isEmpty()) {
            if (as == null) {
                throw new Refusal(ExitCode.INVALID, "--as-group needs --as: groups are acted as by a user");
            }
            config.setImpersonateGroups(asGroups.toArray(String[]::new));
        }
        config.setRequestRetryBackoffLimit(1);
        config.setUserAgent(
                MANAGER + "/" + Version.text()); // its first part is what fields that we set are said to be managed by
        return new Cluster(
                config,
                Optional.ofNullable(namespace)
                        .or(() -> Optional.ofNullable(config.getNamespace()))
                        .filter(name -> !name.isBlank())
                        .orElse("default"));
    }

    private Config config() {
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw new Refusal(ExitCode.INVALID, "--kubeconfig: " + kubeconfig + " can't be read");
        }
        Config config = read();
        List<String> contexts = Optional.ofNullable(config.getContexts()).orElse(List.of()).stream()
                .map(NamedContext::getName)
                .toList();
        if (context != null && !contexts.contains(context)) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "--context: there is no context '" + context + "'"
                            + (contexts.isEmpty()
                                    ? ", nor any other: is there a kubeconfig?"
                                    : "; there is " + contexts.stream().sorted().collect(Collectors.joining(", "))));
        }
        return config;
    }

    private Config read() {
        try {
            return kubeconfig == null
                    ? Config.autoConfigure(context)
                    : Config.fromKubeconfig(context, kubeconfig.toFile());
        } catch (RuntimeException malformed) { // whatever its parser throws
            throw new Refusal(ExitCode.INVALID, "the kubeconfig can't be read: " + malformed.getMessage());
        }
    }
}
