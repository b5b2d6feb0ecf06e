package dev.throng.kubectl.cluster;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the API server, or the way to it, has against us, in words that say what to do. */
public final class Trouble {
    private static final int UNPROCESSABLE = 422;
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("unknown field \"([^\"]+)\"");
    private static final Pattern UNKNOWN_KIND = Pattern.compile("could not find the requested resource");

    private Trouble() {}

    public static Refusal of(KubernetesClientException e) {
        String said = Optional.ofNullable(e.getStatus())
                .map(Status::getMessage)
                .orElseGet(() -> String.valueOf(e.getMessage()));
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE -> invalid(said);
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                new Refusal(ExitCode.BROKEN, "the cluster does not accept your credentials: log in again");
            case HttpURLConnection.HTTP_FORBIDDEN -> new Refusal(ExitCode.BROKEN, said);
            case HttpURLConnection.HTTP_NOT_FOUND ->
                UNKNOWN_KIND.matcher(said).find() || !isOfAnObject(e)
                        ? notInstalled()
                        : new Refusal(ExitCode.INVALID, said);
            default ->
                new Refusal(
                        ExitCode.BROKEN,
                        e.getStatus() == null
                                ? "the cluster can't be reached: " + cause(e)
                                : "the cluster says: " + said);
        };
    }

    /** Who knows the kind names the object that is not there; who does not, only says that there is no such page. */
    private static boolean isOfAnObject(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getReason() != null;
    }

    /** Without the definitions nothing of ours has a meaning there. */
    private static Refusal notInstalled() {
        return new Refusal(
                ExitCode.BROKEN,
                "this cluster does not know LoadTests: install the operator first (kubectl apply --server-side -k k8s/base,"
                        + " or its Helm chart)");
    }

    private static Refusal invalid(String said) {
        Matcher unknown = UNKNOWN_FIELD.matcher(said);
        if (unknown.find()) {
            return new Refusal(
                    ExitCode.INVALID,
                    unknown.group(1)
                            + ": this cluster's definition of LoadTest has no such field; the operator there is"
                            + " older than this plug-in: upgrade it, its definitions first, or leave the field out");
        }
        return new Refusal(ExitCode.INVALID, said);
    }

    private static String cause(Throwable e) {
        Throwable deepest = e;
        String said = "";
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
            if (deepest instanceof IOException && deepest.getMessage() != null) {
                said = deepest.getMessage();
            }
        }
        if (said.isEmpty()) {
            said = switch (deepest) {
                case UnresolvedAddressException _ -> "its host is unknown";
                // What the JDK's client makes of a refused connection, in either order.
                case ClosedChannelException _, ConnectException _ -> "nobody listens there";
                default -> deepest.getClass().getSimpleName();
            };
        }
        return said + " (is it the right context, and its kubeconfig there?)";
    }
}
