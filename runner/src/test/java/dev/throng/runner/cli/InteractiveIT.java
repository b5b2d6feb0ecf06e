package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file without a load model, as a user has it: started and stopped from the page, as often as they like, until a signal. */
class InteractiveIT {
    private static final Pattern PAGE = Pattern.compile("live page on (http://\\S+)");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void itEndsBySignalAlsoBetweenTwoRuns() throws Exception {
        Path file = Files.writeString(folder.resolve("test.yaml"), """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata:
                  name: test
                  annotations: {throng.dev/demo-target: "true"}
                spec:
                  target: http://demo-target
                  scenario: {users: [{name: User, wait: {constant: 100ms}, tasks: [{get: /health}]}]}
                """);
        try (Throng throng = Throng.start(folder, "run", file, "--web-port", 0, "--quiet")) {
            until(() -> PAGE.matcher(throng.output()).find());
            Matcher page = PAGE.matcher(throng.output());
            assertThat(page.find()).isTrue();
            for (int run = 1; run <= 2; run++) {
                assertThat(post(page.group(1) + "swarm", "user_count=2&spawn_rate=10"))
                        .contains("\"success\":true");
                assertThat(post(page.group(1) + "stop", "")).contains("\"success\":true");
                int summaries = run;
                until(() -> throng.output().split("ABORTED", -1).length > summaries);
            }
            throng.signal("TERM");
            assertThat(throng.await()).isNotZero();
        }
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private String post(String url, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
