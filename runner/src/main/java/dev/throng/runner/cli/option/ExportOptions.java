package dev.throng.runner.cli.option;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Export;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is sent the run's metrics while it goes on. */
public final class ExportOptions {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String OTLP_HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    private static final String WRITE_HEADERS = "THRONG_REMOTE_WRITE_HEADERS";

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Send the run's metrics to this OpenTelemetry collector, such as http://localhost:4318; without a URL to "
                            + ENDPOINT + ". " + OTLP_HEADERS + " may have headers: NAME=VALUE, separated by commas.")
    private @Nullable String otlp;

    @Option(
            names = "--remote-write",
            paramLabel = "URL",
            description = "Send the run's metrics to this Prometheus, such as http://localhost:9090/api/v1/write. "
                    + WRITE_HEADERS + " may have headers, written alike.")
    private @Nullable String remoteWrite;

    @Option(
            names = "--export-interval",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How often these two are sent them (default: 10s).")
    private Duration interval = Export.USUAL_INTERVAL;

    @Option(
            names = "--export-native-histograms",
            description = "Send these two exponential histograms, which are Prometheus' native ones.")
    private boolean nativeHistograms;

    @Option(names = "--no-export", description = "Send metrics to nobody, whatever spec.export says.")
    private boolean none;

    private Map<String, String> environment = System.getenv();

    /** @throws Refusal when an option is none of what it may be */
    public List<Export> exports(Plan plan) {
        List<Export> exports = new ArrayList<>();
        if (!none) {
            exports.addAll(Export.of(plan.spec().exports(), environment::get));
        }
        if (otlp != null) {
            String url = otlp.isEmpty() ? environment.getOrDefault(ENDPOINT, "") : otlp;
            exports.add(export("--otlp", Export.Protocol.OTLP, url, OTLP_HEADERS));
        }
        if (remoteWrite != null) {
            exports.add(export("--remote-write", Export.Protocol.REMOTE_WRITE, remoteWrite, WRITE_HEADERS));
        }
        return exports;
    }

    private Export export(String option, Export.Protocol protocol, String url, String headers) {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new Refusal(ExitCode.INVALID, "--export-interval must be at least 1s");
        }
        return new Export(
                option,
                protocol,
                Export.url(url, protocol)
                        .orElseThrow(() -> new Refusal(
                                ExitCode.INVALID,
                                url.isEmpty()
                                        ? option + " needs a URL, or " + ENDPOINT + " in the environment"
                                        : option + ": '" + url + "' is no URL of HTTP")),
                headers(environment.getOrDefault(headers, ""), headers),
                interval,
                nativeHistograms);
    }

    /** As OpenTelemetry writes them. */
    private static Map<String, String> headers(String text, String variable) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                headers.put(pair.substring(0, equals).strip(), decoded(pair.substring(equals + 1), variable));
            } else if (!pair.isBlank()) {
                throw new Refusal(
                        ExitCode.INVALID,
                        variable + ": write headers like Authorization=Bearer%20abc, separated by commas");
            }
        }
        return headers;
    }

    private static String decoded(String value, String variable) {
        try {
            return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ExitCode.INVALID, variable + " has a value with a % that begins no code such as %20");
        }
    }
}
