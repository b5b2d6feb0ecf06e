package dev.throng.operator.golden;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator's metrics as the documentation lists them, and as Prometheus would get them. */
@SuppressWarnings("deprecation") // The registry that the operator's metrics come from as long as Quarkus carries it.
public final class Catalogue {
    private static final Pattern ROW =
            Pattern.compile("\\| `(throng_[a-z0-9_]+)` \\| ([a-z]+) \\| ([^|]*) \\| ([^|]*) \\|");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public MeterRegistry registry() {
        return registry;
    }

    /** Rows of {@code docs/metrics.md} that begin so: name, type, labels and meaning. */
    public static Set<String> documented(String prefix) throws IOException {
        String docs = Files.readString(Path.of("../docs/metrics.md"));
        return rows(ROW.matcher(docs), prefix);
    }

    private static Set<String> rows(Matcher row, String prefix) {
        Set<String> rows = new TreeSet<>();
        while (row.find()) {
            if (row.group(1).startsWith(prefix)) {
                Stream<String> labels = Stream.of(
                                row.group(3).replaceAll("[`,]", "").split(" "))
                        .sorted();
                rows.add(row.group(1) + " " + row.group(2) + " " + labels.collect(Collectors.joining(" ")));
            }
        }
        return rows;
    }

    /** What the registry has, in the same form, but for the meaning. */
    public Set<String> had() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> String.join(
                        " ",
                        id.getConventionName(registry.config().namingConvention()),
                        id.getType().name().toLowerCase(Locale.ROOT),
                        id.getTags().stream().map(Tag::getKey).collect(Collectors.joining(" "))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The lines of a scrape that begin so, in their order. */
    public List<String> scraped(String prefix) {
        return Stream.of(registry.scrape().split("\n"))
                .filter(line -> line.startsWith(prefix))
                .sorted()
                .toList();
    }
}
