package dev.throng.runner.export;

import dev.throng.runner.plan.compile.Export;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Posts to one receiver. Blocking; for one thread. */
final class Post implements AutoCloseable {
    private static final int SHOWN = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI url;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** @param encoding headers of what is posted; the receiver's own go before them */
    Post(Export to, Map<String, String> encoding) {
        headers.put("User-Agent", "throng");
        headers.putAll(encoding);
        Optional.ofNullable(to.url().getRawUserInfo()).ifPresent(user -> headers.put("Authorization", basic(to.url())));
        headers.putAll(to.headers());
        this.url = withoutUser(to.url());
    }

    private static String basic(URI url) {
        byte[] user = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(user);
    }

    private static URI withoutUser(URI url) {
        try {
            return new URI(url.getScheme() + "://" + url.getRawAuthority().replaceFirst("^.*@", "")
                    + Optional.ofNullable(url.getRawPath()).orElse("")
                    + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e); // it is a part of one that was none
        }
    }

    /**
     * What came of a post.
     *
     * @param problem why it was not taken, for people; never what is secret
     * @param after how long the receiver wants to be left alone
     */
    record Answer(Optional<String> problem, Duration after) {
        static final Answer TAKEN = new Answer(Optional.empty(), Duration.ZERO);

        static Answer not(String why) {
            return new Answer(Optional.of(why), Duration.ZERO);
        }

        boolean taken() {
            return problem.isEmpty();
        }
    }

    Answer send(byte[] body, Duration limit) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        CompletableFuture<HttpResponse<String>> asked =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        try {
            return answer(asked.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return Answer.not(why(e.getCause()));
        } catch (TimeoutException e) {
            return Answer.not("it did not answer in time");
        } finally {
            asked.cancel(true);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return Answer.TAKEN;
        }
        String said = response.body().replaceAll("[^\\x20-\\x7e]+", " ").strip();
        String words = said.length() > SHOWN ? said.substring(0, SHOWN) + "…" : said;
        String why = "it answered " + status + (words.isEmpty() ? "" : ": " + words);
        Duration after = response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
        return new Answer(Optional.of(why), after);
    }

    private static String why(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> "the request failed";
            case HttpTimeoutException _ -> "it did not answer in time";
            case ConnectException connect when unresolved(connect) -> "the name of its host is not known";
            case ConnectException _ -> "it takes no connections";
            case SSLException _ -> "TLS with it failed: its certificate is not trusted, or it speaks none";
            case IOException _ -> "it broke the connection off";
            default -> "the request failed (" + cause.getClass().getSimpleName() + ")";
        };
    }

    private static boolean unresolved(@Nullable Throwable cause) {
        return cause != null && (cause instanceof UnresolvedAddressException || unresolved(cause.getCause()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
