package dev.throng.runner.keep;

import dev.throng.runner.report.Keeper;
import dev.throng.runner.report.Result;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A bucket of an S3-compatible store, addressed by path, which every such store understands.
 *
 * @param prefix what every object's key begins with
 */
record Bucket(String endpoint, String bucket, String prefix, Identity identity, InstantSource clock) implements Keeper {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("<(Code|Message)>([^<]*)</");

    @Override
    public Kept keep(Result result) throws IOException {
        StoredResult stored = StoredResult.of(result);
        URI object = URI.create(endpoint.replaceFirst("/+$", "") + "/" + bucket + "/" + path(prefix + stored.name()));
        try {
            HttpResponse<String> answer = put(object, stored.bytes());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("the store answered " + answer.statusCode() + reason(answer.body()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw new IOException("cannot write " + object + ": " + reason(e), e);
        }
        return new Kept(object.toString(), stored.bytes().length);
    }

    private HttpResponse<String> put(URI object, byte[] body) throws IOException, InterruptedException {
        Signature signature = new Signature(identity.credentials(), identity.region());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(object).timeout(PATIENCE).PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        signature
                .headers("PUT", object, Map.of("content-type", "application/gzip"), body, clock.instant())
                .forEach(request::header);
        return identity.http().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Each part encoded as signatures want it. */
    private static String path(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%2F", "/");
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String reason(String body) {
        StringBuilder text = new StringBuilder();
        CODE.matcher(body).results().forEach(found -> text.append(", ").append(found.group(2)));
        return text.toString();
    }
}
