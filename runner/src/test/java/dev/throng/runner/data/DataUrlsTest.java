package dev.throng.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows from a server that is there, and from those that are not as they should be. */
class DataUrlsTest {
    private static final String ROWS = "id,mail\n1,x\n2,y\n";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/rows.csv", exchange -> answer(exchange, 200, ROWS));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/rows.csv");
            answer(exchange, 302, "");
        });
        server.createContext("/round", exchange -> {
            exchange.getResponseHeaders().set("Location", "/round");
            answer(exchange, 302, "");
        });
        server.createContext("/forbidden", exchange -> answer(exchange, 403, "no"));
        server.createContext("/broken", exchange -> answer(exchange, 500, "no"));
        server.createContext("/empty", exchange -> answer(exchange, 200, ""));
        server.createContext("/short", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(ROWS.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("enough");
        });
        server.createContext("/stuck", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(ROWS.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await();
        });
        server.createContext("/inside/rows.csv", exchange -> {
                    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    answer(exchange, 200, ROWS);
                })
                .setAuthenticator(new BasicAuthenticator("files") {
                    @Override
                    public boolean checkCredentials(String name, String password) {
                        return name.equals("me") && password.equals("a:b c");
                    }
                });
        server.start();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private Rows open(String path) throws Exception {
        return open(new DataUrls(), "http://" + host() + path);
    }

    private static Rows open(DataUrls urls, String url) throws Exception {
        return urls.open(URI.create(url), Format.CSV, Table.usual(Format.CSV));
    }

    @Test
    void rowsAreThoseOfTheFile() throws Exception {
        Rows rows = open("/rows.csv?token=secret");

        assertThat(rows.columns()).containsExactly("id", "mail");
        assertThat(rows.count()).isEqualTo(2);
        assertThat(rows.row(1).toString()).isEqualTo("{\"id\":\"2\",\"mail\":\"y\"}");
        assertThat(rows.checksum()).isEqualTo(open("/moved").checksum());
    }

    @Test
    void aNameAndPasswordAreForTheServerThatAsks() throws Exception {
        assertThat(open(new DataUrls(), "http://me:a%3Ab%20c@" + host() + "/inside/rows.csv")
                        .count())
                .isEqualTo(2);
        assertThat(authorizations).containsExactly("Basic bWU6YTpiIGM=");
        assertThatThrownBy(() -> open(new DataUrls(), "http://me:wrong@" + host() + "/inside/rows.csv"))
                .isInstanceOf(IOException.class)
                .message()
                .startsWith(host())
                .doesNotContain("wrong", "me:");
        assertThatThrownBy(() -> open("/inside/rows.csv")).hasMessageContaining("answered 401, it wants to know");
    }

    @Test
    void whatIsWrongIsSaidWithoutTheRestOfTheUrl() {
        assertThatThrownBy(() -> open("/none?token=secret"))
                .isInstanceOf(IOException.class)
                .hasMessage(host() + " answered 404, there is no such file: look at the path");
        assertThatThrownBy(() -> open("/forbidden"))
                .hasMessage(
                        host()
                                + " answered 403, it wants to know who asks: give the URL what it needs, such as ?token=${env.NAME}");
        assertThatThrownBy(() -> open("/broken")).hasMessage(host() + " answered 500, not 200");
        assertThatThrownBy(() -> open("/round")).hasMessageContaining("too many redirects");
        assertThatThrownBy(() -> open("/short?token=secret"))
                .isInstanceOf(IOException.class)
                .message()
                .startsWith(host() + " broke off")
                .doesNotContain("secret");
        assertThatThrownBy(() -> open("/empty"))
                .isInstanceOf(DataException.class)
                .hasMessage("holds no rows");
        assertThatThrownBy(() -> open(new DataUrls(), "https://" + host() + "/rows.csv?token=secret"))
                .isInstanceOf(IOException.class)
                .message()
                .startsWith(host())
                .doesNotContain("secret");
        assertThatThrownBy(() -> open(new DataUrls(), "http://nobody.invalid/rows.csv"))
                .hasMessage("there is no host nobody.invalid");
    }

    @Test
    void aPortThatNobodyListensAtIsNamed() throws Exception {
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = silent.getLocalPort();

            assertThatThrownBy(() -> open(new DataUrls(), "http://127.0.0.1:" + port + "/rows.csv"))
                    .hasMessage("nothing listens at 127.0.0.1:" + port);
        }
    }

    @Test
    void aServerThatStopsInTheMiddleIsNotWaitedForForEver() {
        DataUrls hasty = new DataUrls(Duration.ofSeconds(10), Duration.ofSeconds(1), DataUrls.MOST_BYTES);

        assertThatThrownBy(() -> open(hasty, "http://" + host() + "/stuck"))
                .hasMessage(host() + " has not sent all of it within 1 s");
    }

    @Test
    void aFileThatNeverEndsIsNotKept() {
        DataUrls small = new DataUrls(Duration.ofSeconds(10), Duration.ofSeconds(60), ROWS.length() - 1);

        assertThatThrownBy(() -> open(small, "http://" + host() + "/rows.csv")).hasMessageContaining("is longer than");
    }
}
