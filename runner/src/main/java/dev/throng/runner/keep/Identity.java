package dev.throng.runner.keep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Finds credentials in the environment, by the variables that AWS's own tools read: keys; a pod's identity
 * ({@code AWS_CONTAINER_CREDENTIALS_FULL_URI}); a web identity ({@code AWS_ROLE_ARN}, {@code AWS_WEB_IDENTITY_TOKEN_FILE}).
 */
record Identity(HttpClient http, Map<String, String> environment, String region) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    Credentials credentials() throws IOException, InterruptedException {
        Optional<String> key = variable("AWS_ACCESS_KEY_ID");
        Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
        if (key.isPresent() && secret.isPresent()) {
            return new Credentials(
                    key.get(), secret.get(), variable("AWS_SESSION_TOKEN").orElse(""));
        }
        Optional<String> container = variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        if (container.isPresent()) {
            return ofContainer(URI.create(container.get()));
        }
        Optional<String> token = variable("AWS_WEB_IDENTITY_TOKEN_FILE");
        Optional<String> role = variable("AWS_ROLE_ARN");
        if (token.isPresent() && role.isPresent()) {
            return ofRole(role.get(), Files.readString(Path.of(token.get())));
        }
        throw new IOException(
                "there are no credentials for the bucket: name a Secret in spec.report.s3.credentialsSecret,"
                        + " or give the master's pod an identity");
    }

    private Credentials ofContainer(URI uri) throws IOException, InterruptedException {
        Optional<String> file = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        Optional<String> token = file.isPresent()
                ? Optional.of(Files.readString(Path.of(file.get())).strip())
                : variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        token.ifPresent(text -> request.header("Authorization", text));
        JsonNode answer = ask(request);
        return credentials(answer, "Token");
    }

    private Credentials ofRole(String role, String token) throws IOException, InterruptedException {
        String endpoint = variable("AWS_ENDPOINT_URL_STS").orElse("https://sts." + region + ".amazonaws.com");
        URI uri = URI.create(endpoint + "/?Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=throng"
                + "&RoleArn=" + encoded(role) + "&WebIdentityToken=" + encoded(token.strip()));
        JsonNode answer = ask(HttpRequest.newBuilder(uri).header("Accept", "application/json"));
        return credentials(
                answer.at("/AssumeRoleWithWebIdentityResponse/AssumeRoleWithWebIdentityResult/Credentials"),
                "SessionToken");
    }

    private static Credentials credentials(JsonNode answer, String token) throws IOException {
        if (!answer.hasNonNull("AccessKeyId") || !answer.hasNonNull("SecretAccessKey")) {
            throw new IOException("whoever gives the pod its identity gave no credentials for the bucket");
        }
        return new Credentials(
                answer.get("AccessKeyId").asText(),
                answer.get("SecretAccessKey").asText(),
                answer.path(token).asText(""));
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "no credentials for the bucket: " + answer.uri().getHost() + " answered " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
