package dev.throng.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.stats.total.Live;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveServerTest {
    private final FakeRun run = new FakeRun(FakeRun.interactive(), FakeRun.shop(), 1);
    private LiveServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        serve(WebSettings.DEFAULTS.at("127.0.0.1", 0));
    }

    private void serve(WebSettings settings) throws IOException {
        server = LiveServer.start(run, settings);
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/", "/assets/app.js", "/assets/page.css", "/assets/theme.css", "/assets/uPlot.iife.min.js", "/login",
                "/stats/requests", "/stats/report", "/result.json", "/metrics", "/healthz", "/nothing"
            })
    void everyAnswerCarriesThePolicies(String path) {
        HttpResponse<String> answer = client.get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("http:", "https:");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swarm", "/logout"})
    void nothingIsChangedByAGet(String path) {
        run.load(5, 5);
        HttpResponse<String> answer = client.get(path);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(run.live().state()).isEqualTo(Live.State.RUNNING);
    }

    @Test
    void aChangeFromAnotherPageIsRefused() {
        HttpResponse<String> answer = client.post(
                "/swarm", "user_count=9&spawn_rate=9", "Sec-Fetch-Site", "cross-site", "Origin", "http://evil.example");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(run.live().state()).isEqualTo(Live.State.READY);
    }

    @Test
    void anotherPageStopsNothingByALinkOrAPicture() {
        run.load(5, 5);
        assertThat(client.get("/stop", "Sec-Fetch-Site", "cross-site", "User-Agent", "Mozilla/5.0")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.get("/stop", "User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.get("/stats/reset", "User-Agent", "Mozilla/5.0").statusCode())
                .isEqualTo(403);
        assertThat(run.live().state()).isEqualTo(Live.State.RUNNING);
    }

    @Test
    void aChangeFromAScriptIsAccepted() {
        assertThat(client.post("/swarm", "user_count=9&spawn_rate=9").statusCode())
                .isEqualTo(200);
        assertThat(run.live().state()).isEqualTo(Live.State.RUNNING);
    }

    @Test
    void aFormThatIsTooLargeIsRefused() {
        HttpResponse<String> answer = client.post("/swarm", "user_count=" + "9".repeat(100_000));
        assertThat(answer.body()).contains("larger than");
    }

    @Test
    void assetsAreNotSentAgainWhenTheBrowserHasThem() {
        String tag = client.get("/assets/app.js").headers().firstValue("ETag").orElseThrow();
        assertThat(client.get("/assets/app.js", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void largeAnswersAreCompressedForThoseWhoTakeIt() {
        HttpResponse<String> answer = client.get("/assets/app.js", "Accept-Encoding", "gzip");
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    @Test
    void aRunOverIsNotRestartedWhenNobodySaysHow() {
        run.load(1, 1);
        client.post("/stop", "");
        assertThat(Client.json(client.post("/swarm", "user_count=1&spawn_rate=1"))
                        .get("message")
                        .asText())
                .isEqualTo("The run is over, and its process has only this one: start it again for another");
    }

    @Test
    void aStagedRunKeepsToItsFile() throws IOException {
        FakeRun staged = new FakeRun(FakeRun.staged(1), FakeRun.shop(), 1);
        try (LiveServer other = LiveServer.start(staged, WebSettings.DEFAULTS.at("127.0.0.1", 0))) {
            Client of = new Client(other);
            assertThat(Client.json(of.post("/swarm", "user_count=1&spawn_rate=1"))
                            .get("message")
                            .asText())
                    .isEqualTo("The load follows the stages of the file");
            assertThat(of.post("/stats/reset", "").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void withoutThePasswordThereIsOnlyTheLogin() throws IOException {
        server.close();
        serve(WebSettings.DEFAULTS.at("127.0.0.1", 0).withPassword(Optional.of("sesame")));
        assertThat(client.get("/stats/requests").statusCode()).isEqualTo(401);
        assertThat(client.get("/metrics").statusCode()).isEqualTo(401);
        assertThat(client.post("/stop", "").statusCode()).isEqualTo(401);
        assertThat(client.get("/", "Accept", "text/html").headers().firstValue("Location"))
                .contains("login");
        assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(client.get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void scriptsAndPrometheusShowThePasswordInAHeader() throws IOException {
        server.close();
        serve(WebSettings.DEFAULTS.at("127.0.0.1", 0).withPassword(Optional.of("sesame")));
        assertThat(client.get("/metrics", "Authorization", "Bearer sesame").statusCode())
                .isEqualTo(200);
        // user:sesame
        assertThat(client.get("/metrics", "Authorization", "Basic dXNlcjpzZXNhbWU=")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.get("/metrics", "Authorization", "Bearer guess").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionLastsUntilLogout() throws IOException {
        server.close();
        serve(WebSettings.DEFAULTS.at("127.0.0.1", 0).withPassword(Optional.of("sesame")));
        String cookie = client.post("/login", "password=sesame")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(client.get("/stats/requests", "Cookie", pair).statusCode()).isEqualTo(200);
        client.post("/logout", "", "Cookie", pair);
        assertThat(client.get("/stats/requests", "Cookie", pair).statusCode()).isEqualTo(401);
    }
}
