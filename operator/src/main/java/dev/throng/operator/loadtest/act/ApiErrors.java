package dev.throng.operator.loadtest.act;

import dev.throng.operator.loadtest.observe.Trouble;
import dev.throng.operator.loadtest.observe.Trouble.Reason;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Tells what the API server has against an object from what a second try would cure. */
public final class ApiErrors {
    private static final int UNPROCESSABLE = 422;

    private ApiErrors() {}

    /** The objection, if the API server will not take the object as it is; empty for a transient fault. */
    public static Optional<Trouble> of(KubernetesClientException e) {
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE ->
                Optional.of(new Trouble(
                        message(e).contains("exceeded quota") ? Reason.QuotaExceeded : Reason.Refused, message(e)));
            default -> Optional.empty();
        };
    }

    static boolean exists(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    static boolean absent(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Whether the namespace is being deleted. */
    static boolean ending(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && message(e).contains("because it is being terminated");
    }

    static String message(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getMessage)
                .orElseGet(() -> String.valueOf(e.getMessage()));
    }
}
