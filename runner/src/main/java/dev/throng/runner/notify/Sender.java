package dev.throng.runner.notify;

import dev.throng.api.report.NoticeForm;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a notice until it is taken or given up: again after what may pass (no connection, no answer, 408, 429, 5xx), ever
 * later, and as late as the receiver asks; never after what will not (another 4xx, a redirect, which would carry the notice
 * to an address that nobody gave). Blocking; safe for all threads.
 */
public final class Sender implements AutoCloseable {
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client;
    private final Duration attempt;
    private final Duration patience;
    private final LongSupplier nanos;
    private final Pause pause;

    /** Waits between attempts. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** @param patience after which a notice is given up */
    public Sender(Duration patience) {
        this(ATTEMPT, patience, System::nanoTime, Thread::sleep);
    }

    Sender(Duration attempt, Duration patience, LongSupplier nanos, Pause pause) {
        this.attempt = attempt;
        this.patience = patience;
        this.nanos = nanos;
        this.pause = pause;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(attempt)
                .build();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** @throws InterruptedException when nobody waits for it any more */
    public Delivery send(Receiver to, Notice notice) throws InterruptedException {
        Optional<URI> uri = to.uri();
        if (uri.isEmpty()) {
            return new Delivery(to.name(), false, "its address is no URL of HTTP");
        }
        HttpRequest request = request(uri.get(), to.form(), notice);
        long end = nanos.getAsLong() + patience.toNanos();
        Duration next = FIRST_PAUSE;
        for (int attempts = 1; ; attempts++) {
            Answer answer = attempt(request, Duration.ofNanos(Math.max(1, end - nanos.getAsLong())));
            Duration wait = answer.after().compareTo(next) > 0 ? answer.after() : next;
            boolean last = !answer.passing() || nanos.getAsLong() + wait.toNanos() >= end;
            if (answer.taken() || last) {
                String often = attempts == 1 ? "" : ", at the " + ordinal(attempts) + " attempt";
                return new Delivery(to.name(), answer.taken(), answer.said() + often);
            }
            pause.of(wait);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /**
     * @param passing whether another attempt may be luckier
     * @param after how long the receiver wants to be left alone
     */
    private record Answer(boolean taken, boolean passing, String said, Duration after) {
        static Answer none(String why) {
            return new Answer(false, true, why, Duration.ZERO);
        }
    }

    private Answer attempt(HttpRequest request, Duration left) throws InterruptedException {
        Duration limit = left.compareTo(attempt) < 0 ? left : attempt;
        CompletableFuture<HttpResponse<Void>> asked = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return answer(asked.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return Answer.none(why(e.getCause()));
        } catch (TimeoutException e) {
            return Answer.none("it did not answer in time");
        } finally {
            asked.cancel(true);
        }
    }

    private static Answer answer(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Answer(true, false, "it answered " + status, Duration.ZERO);
        }
        if (status / 100 == 3) {
            return new Answer(
                    false,
                    false,
                    "it answered " + status + ": redirects are not followed, so it needs the address behind them",
                    Duration.ZERO);
        }
        boolean passing = status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status / 100 == 5;
        return new Answer(false, passing, "it answered " + status, after(response));
    }

    /** Dates are rare, and not worth a clock that may differ. */
    private static Duration after(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }

    /** Without the exception's own words, which may hold the address. */
    private static String why(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> "the request failed";
            case HttpTimeoutException _ -> "it did not answer in time";
            case ConnectException connect
            when connect.getCause() instanceof UnresolvedAddressException || unresolved(connect.getCause()) ->
                "the name of its host is not known";
            case ConnectException _ -> "it takes no connections";
            case SSLException _ -> "TLS with it failed: its certificate is not trusted, or it speaks none";
            case IOException _ -> "it broke the connection off";
            default -> "the request failed (" + cause.getClass().getSimpleName() + ")";
        };
    }

    private static boolean unresolved(@Nullable Throwable cause) {
        return cause != null && (cause instanceof UnresolvedAddressException || unresolved(cause.getCause()));
    }

    private HttpRequest request(URI uri, NoticeForm form, Notice notice) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(attempt)
                .header("Content-Type", "application/json")
                .header("User-Agent", "throng")
                .POST(HttpRequest.BodyPublishers.ofString(Forms.body(form, notice)));
        if (form == NoticeForm.json) {
            // A CloudEvent in binary mode: brokers route by these.
            request.header("ce-specversion", "1.0")
                    .header("ce-type", "dev.throng.loadtest.finished")
                    .header("ce-source", notice.source())
                    .header("ce-id", notice.id());
        }
        return request.build();
    }

    private static String ordinal(int number) {
        String end = number / 10 % 10 == 1
                ? "th"
                : switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return number + end;
    }
}
