package dev.throng.runner.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.throng.api.report.ReportSpec;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import dev.throng.runner.report.ResultStore;
import dev.throng.runner.report.SampleRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultStoresTest {
    private final Result result = SampleRun.usual().run().result();
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final Set<String> given = new HashSet<>();
    private HttpServer store;

    @BeforeEach
    void open() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/shop", this::shop);
        store.createContext(
                "/full/",
                exchange -> answer(
                        exchange, 403, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"));
        store.createContext(
                "/identity",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"AccessKeyId\": \"POD\", \"SecretAccessKey\": \"s\", \"Token\": \"session\", \"Expiration\": \"2036-01-01T00:00:00Z\"}"));
        store.createContext("/", exchange -> answer(exchange, 200, """
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleWithWebIdentityResult><Credentials>
                    <AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
                    <SessionToken>t</SessionToken><Expiration>2036-01-01T00:00:00Z</Expiration>
                  </Credentials></AssumeRoleWithWebIdentityResult>
                </AssumeRoleWithWebIdentityResponse>"""));
        store.start();
    }

    @AfterEach
    void close() {
        store.stop(0);
        given.forEach(System::clearProperty);
    }

    @Test
    void aClaimHoldsTheResultUnderTheRunAndItsStart(@TempDir Path volume) throws IOException {
        ResultStore store =
                ResultStores.of(claim("reports/items"), 5, Optional.of(volume)).orElseThrow();
        ResultStore.Stored kept = store.keep(result);
        assertThat(store.keep(result)).as("twice").isEqualTo(kept);
        assertThat(kept.location()).startsWith("reports/items/" + result.runId() + "-2026");
        byte[] bytes = Files.readAllBytes(volume.resolve(kept.location()));
        assertThat(bytes).hasSize((int) kept.bytes());
        assertThat(read(bytes).total().requests()).isEqualTo(result.total().requests());
        try (var files = Files.list(volume.resolve("reports/items"))) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "items-4-20260501T120000Z.json.gz, true",
        "items-5-20260501T120000Z.json.gz, false",
        "items-1-20250501T120000Z.json.gz, true",
        "items-10-20260501T120000Z.json.gz, false",
        "items-api-1-20260501T120000Z.json.gz, false",
        "items-4.json.gz, false",
        "other-1-20260501T120000Z.json.gz, false",
    })
    void ofItsEarlierRunsOnlyTheLastAreKept(String name, boolean outlived) {
        assertThat(new ExpiredResults("items-", 4).includes(name)).isEqualTo(outlived);
    }

    @Test
    void aClaimIsClearedOfWhatTheHistoryHasLetGo(@TempDir Path volume) throws IOException {
        Path old = Files.writeString(volume.resolve("run-0-20250101T000000Z.json.gz"), "");
        Path notes = Files.writeString(volume.resolve("notes.txt"), "");
        ResultStores.of(claim(null), 1, Optional.of(volume)).orElseThrow().keep(result);
        assertThat(old).exists();
        ResultStores.of(claim(null), 0, Optional.of(volume)).orElseThrow().keep(result);
        assertThat(old).doesNotExist();
        assertThat(notes).exists();
    }

    @Test
    void aBucketIsClearedOfWhatTheHistoryHasLetGo() throws IOException {
        ResultStore.Stored kept = bucket("shop", Map.of("aws.accessKeyId", "KEY", "aws.secretAccessKey", "s"))
                .keep(result);
        assertThat(deleted).containsExactly("/shop/load%20tests/run-0-20250101T000000Z.json.gz");
        assertThat(objects)
                .containsOnlyKeys(kept.location().substring(endpoint().length()));
    }

    @Test
    void aVolumeThatCannotBeWrittenIsNamedWithTheReason(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        ResultStore store =
                ResultStores.of(claim("reports"), 5, Optional.of(file)).orElseThrow();
        assertThatThrownBy(() -> store.keep(result))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot write reports/");
    }

    @Test
    void aBucketHoldsTheResultUnderItsPrefix() throws IOException {
        ResultStore.Stored kept = bucket("shop", Map.of("aws.accessKeyId", "KEY", "aws.secretAccessKey", "s"))
                .keep(result);
        assertThat(kept.location()).startsWith(endpoint() + "/shop/load%20tests/" + result.runId() + "-2026");
        String path = kept.location().substring(endpoint().length());
        assertThat(read(objects.get(path)).runId()).isEqualTo(result.runId());
        assertThat(authorizations.get(path))
                .startsWith("AWS4-HMAC-SHA256 Credential=KEY/")
                .contains("/eu-central-1/s3/aws4_request")
                .contains("Signature=");
    }

    @Test
    void whatTheStoreHasAgainstItIsSaid() {
        ResultStore store = bucket("full", Map.of("aws.accessKeyId", "KEY", "aws.secretAccessKey", "s"));
        assertThatThrownBy(() -> store.keep(result))
                .hasMessageContaining("cannot write full/load tests/")
                .hasMessageContaining("the store answered 403, AccessDenied, Access Denied");
    }

    @Test
    void withoutCredentialsItSaysWhatToDo() {
        assertThatThrownBy(() ->
                        bucket("shop", Map.of("aws.disableEc2Metadata", "true")).keep(result))
                .hasMessageContaining("name a Secret in spec.report.s3.credentialsSecret");
    }

    @Test
    void aPodsOwnIdentityWillDo(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "let me in");
        ResultStore.Stored kept = bucket(
                        "shop",
                        Map.of(
                                "aws.containerCredentialsFullUri",
                                endpoint() + "/identity",
                                "aws.containerAuthorizationTokenFile",
                                token.toString()))
                .keep(result);
        assertThat(authorizations.get(kept.location().substring(endpoint().length())))
                .contains("Credential=POD/", "x-amz-security-token");
    }

    @Test
    void aWebIdentityWillDo(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "eyJ");
        ResultStore.Stored kept = bucket(
                        "shop",
                        Map.of(
                                "aws.roleArn",
                                "arn:aws:iam::1:role/load",
                                "aws.webIdentityTokenFile",
                                token.toString(),
                                "aws.endpointUrlSts",
                                endpoint(),
                                "aws.region",
                                "eu-central-1"))
                .keep(result);
        assertThat(authorizations.get(kept.location().substring(endpoint().length())))
                .contains("Credential=ROLE/");
    }

    @Test
    void aConfigMapIsSomebodyElsesAffair() {
        ReportSpec report = new ReportSpec(new ReportSpec.ConfigMapReport(null), null, null);
        assertThat(ResultStores.of(report, 1, Optional.empty())).isEmpty();
        assertThat(ResultStores.of(null, 5, Optional.empty())).isEmpty();
    }

    private static ReportSpec claim(@Nullable String path) {
        return new ReportSpec(null, new ReportSpec.ClaimReport("reports", path), null);
    }

    /** With what the environment has of credentials, in the spelling of system properties. */
    private ResultStore bucket(String name, Map<String, String> credentials) {
        credentials.forEach(System::setProperty);
        given.addAll(credentials.keySet());
        ReportSpec report = new ReportSpec(
                null, null, new ReportSpec.S3Report(endpoint(), name, "load tests/", "eu-central-1", null));
        return ResultStores.of(report, 0, Optional.empty()).orElseThrow();
    }

    private String endpoint() {
        return "http://127.0.0.1:" + store.getAddress().getPort();
    }

    private static Result read(byte[] gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return ResultJson.read(in);
        }
    }

    private void shop(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> answer(exchange, 200, """
                    <ListBucketResult><IsTruncated>false</IsTruncated>
                    <Contents><Key>load tests/run-0-20250101T000000Z.json.gz</Key></Contents>
                    <Contents><Key>load tests/run-1-20250101T000000Z.json.gz</Key></Contents>
                    <Contents><Key>load tests/run-0-notes.txt</Key></Contents></ListBucketResult>""");
            case "DELETE" -> {
                deleted.add(exchange.getRequestURI().getRawPath());
                answer(exchange, 204, "");
            }
            default -> put(exchange);
        }
    }

    private void put(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        objects.put(path, exchange.getRequestBody().readAllBytes());
        authorizations.put(path, exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, 200, "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
