package dev.throng.runner.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Prometheus: one that scrapes every second, or one that is written to. */
public final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final Process process;
    private final String url;

    public static boolean present() {
        return Files.isExecutable(Path.of("/usr/bin/prometheus")) && Files.isExecutable(Path.of("/usr/bin/promtool"));
    }

    /**
     * @param nativeHistograms whether it takes them
     * @param rules its rules file
     * @param ports of this machine to scrape
     */
    Prometheus(boolean nativeHistograms, Path rules, List<Integer> ports) throws IOException {
        this(nativeHistograms, configuration(rules, ports));
    }

    /** One that takes remote writes, and scrapes nobody. */
    public static Prometheus written(boolean nativeHistograms) throws IOException {
        return new Prometheus(nativeHistograms, "global: {}\n", "--web.enable-remote-write-receiver");
    }

    private Prometheus(boolean nativeHistograms, String configured, String... options) throws IOException {
        folder = Files.createTempDirectory("throng-prometheus");
        int port = freePort();
        url = "http://127.0.0.1:" + port;
        Path configuration = folder.resolve("prometheus.yaml");
        Files.writeString(configuration, configured);
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
        command.addAll(List.of(options));
        if (nativeHistograms) {
            command.add("--enable-feature=native-histograms");
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::ready);
    }

    public String url() {
        return url;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path rules, List<Integer> ports) {
        List<String> targets =
                ports.stream().map(port -> "'localhost:" + port + "'").toList();
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                - job_name: throng
                  honor_labels: true
                  static_configs: [{targets: [%s]}]
                """.formatted(rules.toAbsolutePath(), String.join(", ", targets));
    }

    private boolean ready() {
        try {
            return send("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> send(String path) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode result(String path, String expression) {
        HttpResponse<String> answer = send(path);
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (!json.path("status").asText().equals("success")) {
                throw new AssertionError(expression + "\n" + answer.body());
            }
            return json.get("data").get("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The series that an expression has now. */
    public JsonNode query(String expression) {
        return result("/api/v1/query?query=" + encoded(expression), expression);
    }

    JsonNode query(String expression, double epochSecond) {
        return result("/api/v1/query?query=" + encoded(expression) + "&time=" + epochSecond, expression);
    }

    /** The series that an expression had in the last minutes. */
    JsonNode range(String expression) {
        double now = System.currentTimeMillis() / 1000.0;
        return result(
                "/api/v1/query_range?query=" + encoded(expression) + "&start=" + (now - 120) + "&end=" + now
                        + "&step=2",
                expression);
    }

    /** The one value that an expression has. */
    public double value(String expression) {
        JsonNode result = query(expression);
        return result.isEmpty() ? Double.NaN : result.get(0).get("value").get(1).asDouble();
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
