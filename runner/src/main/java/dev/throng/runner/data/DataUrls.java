package dev.throng.runner.data;

import dev.throng.runner.script.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files of rows; blocking. Messages name the server, but nothing else of the URL: paths and queries may hold what
 * only the one who runs the test should know.
 */
public final class DataUrls {
    /** The longest file that is fetched, in bytes. */
    public static final long MOST_BYTES = 256L << 20;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private final Duration connect;
    private final Duration whole;
    private final long mostBytes;

    public DataUrls() {
        this(CONNECT, WHOLE, MOST_BYTES);
    }

    /**
     * With other limits.
     *
     * @param connect until there is a connection
     * @param whole until the last byte is there
     * @param mostBytes that the file may have
     */
    DataUrls(Duration connect, Duration whole, long mostBytes) {
        this.connect = connect;
        this.whole = whole;
        this.mostBytes = mostBytes;
    }

    /**
     * Fetches a file, which has no name here and is gone with the process, and opens it.
     *
     * @param url of HTTP; a name and password in it are for its server alone, when that asks for them
     * @param table how it is read when it is separated text
     * @throws DataException what came holds no rows, or is not what the format says
     * @throws IOException it cannot be fetched
     */
    public Rows open(URI url, Format format, Table table) throws DataException, IOException {
        Path file = Files.createTempFile("throng-data-", "");
        try {
            fetch(url, file);
            return DataFiles.open(file, format, table);
        } finally {
            Files.delete(file);
        }
    }

    private void fetch(URI url, Path file) throws IOException {
        HttpClient client = client(url);
        FutureTask<@Nullable Void> fetching = new FutureTask<>(() -> {
            copy(client, url, file);
            return null;
        });
        try {
            Thread.ofVirtual().name("data").start(fetching);
            fetching.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException(server(url) + " has not sent all of it within " + Durations.said(whole), late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } catch (ExecutionException failed) {
            throw new IOException(reason(url, failed.getCause()), failed);
        } finally {
            fetching.cancel(true);
            client.shutdownNow();
        }
    }

    private HttpClient client(URI url) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NORMAL);
        String user = url.getUserInfo();
        return user == null
                ? client.build()
                : client.authenticator(new Login(url, user)).build();
    }

    private void copy(HttpClient client, URI url, Path file) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(bare(url)).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body();
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            if (response.statusCode() != 200) {
                throw new Refused(answered(url, response.statusCode()));
            }
            long left = mostBytes;
            byte[] buffer = new byte[1 << 16];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new Refused("it is longer than " + (mostBytes >> 20)
                            + " MiB, the most that is fetched; give longer files by file");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** Without name and password: the client would not send them anyway, but might speak of them. */
    private static URI bare(URI url) {
        return url.getUserInfo() == null ? url : URI.create(url.toString().replaceFirst("(?<=://)[^/?#]*@", ""));
    }

    private static String answered(URI url, int status) {
        String answer = server(url) + " answered " + status;
        return switch (status) {
            case 401, 403 ->
                answer + ", it wants to know who asks: give the URL what it needs, such as ?token=${env.NAME}";
            case 404, 410 -> answer + ", there is no such file: look at the path";
            default ->
                status / 100 == 3
                        ? answer + " once more: too many redirects, or one from https to http, which is not followed"
                        : answer + ", not 200";
        };
    }

    private static String reason(URI url, @Nullable Throwable why) {
        return switch (why) {
            case Refused refused -> String.valueOf(refused.getMessage());
            case HttpConnectTimeoutException _ -> server(url) + " can't be reached: no connection in time";
            case ConnectException unknown when isUnresolved(unknown) -> "there is no host " + url.getHost();
            case ConnectException _ -> "nothing listens at " + server(url);
            case SSLException distrusted -> server(url) + ": " + distrusted.getMessage();
            case null -> server(url) + " broke off";
            default -> server(url) + " broke off" + detail(why.getMessage());
        };
    }

    private static boolean isUnresolved(Throwable failure) {
        return failure instanceof UnresolvedAddressException
                || failure.getCause() != null && isUnresolved(failure.getCause());
    }

    private static String detail(@Nullable String message) {
        return message == null || message.contains("://") ? "" : ": " + message;
    }

    private static String server(URI url) {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /** With a message of ours. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** For the URL's own server; one that it redirects to is told nothing. */
    private static final class Login extends Authenticator {
        private final URI url;
        private final String name;
        private final String password;

        Login(URI url, String user) {
            int colon = user.indexOf(':');
            this.url = url;
            name = colon < 0 ? user : user.substring(0, colon);
            password = colon < 0 ? "" : user.substring(colon + 1);
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            boolean own = getRequestorType() == RequestorType.SERVER
                    && url.getScheme().equalsIgnoreCase(getRequestingProtocol())
                    && url.getHost().equalsIgnoreCase(getRequestingHost())
                    && port(url) == port(URI.create(getRequestingURL().toString()));
            return own ? new PasswordAuthentication(name, password.toCharArray()) : null;
        }

        private static int port(URI url) {
            return url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        }
    }
}
