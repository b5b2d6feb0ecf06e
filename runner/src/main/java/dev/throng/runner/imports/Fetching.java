package dev.throng.runner.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gets a file from a server; blocking. */
public final class Fetching {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where servers describe themselves, the most frequent first. */
    private static final List<String> USUAL = List.of(
            "/openapi.json",
            "/openapi.yaml",
            "/v3/api-docs",
            "/swagger.json",
            "/swagger/v1/swagger.json",
            "/v2/api-docs",
            "/q/openapi",
            "/openapi",
            "/openapi/v3",
            "/openapi/v2",
            "/api-docs",
            "/docs/openapi.json",
            "/api/openapi.json",
            "/api/v1/openapi.json");

    private Fetching() {}

    public static boolean isUrl(String file) {
        return file.matches("https?://\\S+");
    }

    static InputStream open(String url) throws IOException {
        try (HttpClient client = client()) {
            HttpResponse<byte[]> response = get(client, url);
            if (response.statusCode() != 200) {
                throw new IOException("the server answered " + response.statusCode());
            }
            return new ByteArrayInputStream(response.body());
        }
    }

    /**
     * Where a running server describes its API, by asking at the usual places.
     *
     * @param base URL of the server
     * @return the description's URL; empty when there is none at these places
     * @throws IOException the server cannot be reached
     */
    public static Optional<String> description(String base) throws IOException {
        String server = base.replaceFirst("/+$", "");
        try (HttpClient client = client()) {
            for (String path : USUAL) {
                HttpResponse<byte[]> response = get(client, server + path);
                if (response.statusCode() == 200
                        && Kind.of(new String(response.body(), StandardCharsets.UTF_8))
                                .equals(Optional.of(Kind.OPENAPI))) {
                    return Optional.of(server + path);
                }
            }
        }
        return Optional.empty();
    }

    /** Where it looks. */
    public static String usualPlaces() {
        return String.join(", ", USUAL);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private static HttpResponse<byte[]> get(HttpClient client, String url) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE)
                    .header("Accept", "application/json, application/yaml, text/yaml, */*;q=0.5")
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IllegalArgumentException wrong) {
            throw new IOException("is no URL: " + wrong.getMessage(), wrong);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
