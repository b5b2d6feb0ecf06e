import static io.hyperfoil.http.steps.HttpStepCatalog.SC;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import java.net.URI;

/** One GET as fast as it goes, by Hyperfoil's engine in this process; driven by engine.py. Arguments: URL CONNECTIONS SECONDS. */
public final class HyperfoilPeer {
    public static void main(String[] arguments) {
        var total = new StatisticsSnapshot();
        var benchmark = benchmark(
                URI.create(arguments[0]), Integer.parseInt(arguments[1]), 1000 * Long.parseLong(arguments[2]));
        new LocalSimulationRunner(benchmark, (phase, step, metric, some, ended) -> total.add(some), null, null).run();
        System.out.printf(
                "valid %d p50 %.3f ms p99 %.3f ms%n",
                total.responseCount - total.invalid,
                total.histogram.getValueAtPercentile(50) / 1e6,
                total.histogram.getValueAtPercentile(99) / 1e6);
        System.exit(0);
    }

    private static Benchmark benchmark(URI target, int connections, long millis) {
        var builder = BenchmarkBuilder.builder().name("peer").threads(1);
        var plugin = builder.addPlugin(HttpPluginBuilder::new);
        plugin.ergonomics().repeatCookies(false).userAgentFromSession(false);
        plugin.http()
                .protocol(Protocol.HTTP)
                .host(target.getHost())
                .port(target.getPort())
                .sharedConnections(connections);
        var sequence = builder.addPhase("peer")
                .always(connections)
                .duration(millis)
                .scenario()
                .initialSequence("get");
        sequence.step(SC).httpRequest(HttpMethod.GET).path(target.getPath()).endStep();
        return builder.build();
    }
}
