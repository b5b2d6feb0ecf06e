package dev.throng.python;

import static dev.throng.python.Locusts.counts;
import static dev.throng.python.Locusts.failures;
import static dev.throng.python.Locusts.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.throng.runner.report.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Responses that are read on their way, and certificates of the file's own. */
class StreamsAndCertificatesTest {
    private static final char[] PASSWORD = "password".toCharArray();

    private final Semaphore seen = new Semaphore(0);

    @TempDir
    Path folder;

    @Test
    void readsWhatComesWhileItComes() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/lines", this::lines);
        server.createContext("/seen", call -> {
            seen.release();
            answer(call, "");
        });
        server.createContext("/zipped", StreamsAndCertificatesTest::zipped);
        server.createContext("/whole", call -> answer(call, "0123456789".repeat(1000)));
        server.createContext("/cut", StreamsAndCertificatesTest::cut);
        server.createContext("/endless", StreamsAndCertificatesTest::endless);
        server.start();
        Result result;
        try {
            result = run("""
                    from locust import FastHttpUser, HttpUser, task
                    from locust.exception import StopUser
                    from requests.exceptions import ChunkedEncodingError, StreamConsumedError

                    class Reader(HttpUser):
                        fixed_count = 1

                        @task
                        def read(self):
                            lines = []
                            with self.client.get("/lines", stream=True, catch_response=True) as response:
                                for line in response.iter_lines():
                                    lines.append(line.decode())
                                    self.client.get("/seen", cookies={})
                                if lines != ["line 1", "line 2", "line 3"]:
                                    response.failure(str(lines))
                            assert self.client.cookies["from"] == "lines"
                            assert [len(part) for part in self.client.get("/whole", stream=True).iter_content(4000)] == [4000, 4000, 2000]
                            zipped = self.client.get("/zipped", stream=True)
                            assert list(zipped.iter_lines(decode_unicode=True)) == [b"zipped", b"lines"]
                            try:
                                next(zipped.iter_content())
                            except StreamConsumedError:
                                pass
                            assert self.client.get("/zipped", stream=True).text == "zipped\\nlines"
                            try:
                                list(self.client.get("/cut", stream=True).iter_content(10))
                                assert False, "it is cut"
                            except ChunkedEncodingError:
                                pass
                            raise StopUser()

                    class Fast(FastHttpUser):
                        fixed_count = 1

                        @task
                        def read(self):
                            response = self.client.get("/whole", stream=True)
                            assert response.stream.read(7) == b"0123456"
                            raise StopUser()

                    class Endless(HttpUser):
                        fixed_count = 1

                        @task
                        def read(self):
                            for line in self.client.get("/endless", stream=True).iter_lines():
                                pass
                    """, 4, "http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }

        assertThat(result.exceptions()).isEmpty();
        assertThat(failures(result)).isEmpty();
        assertThat(counts(result))
                .containsEntry("GET /lines", 1L)
                .containsEntry("GET /seen", 3L)
                .containsEntry("GET /whole", 2L)
                .containsEntry("GET /zipped", 2L)
                .containsEntry("GET /endless", 1L);
        assertThat(result.durationSeconds()).isLessThan(30);
    }

    /** The next line is sent when the one before has been seen. */
    private void lines(HttpExchange call) throws IOException {
        call.getResponseHeaders().add("Set-Cookie", "from=lines; Path=/");
        call.sendResponseHeaders(200, 0);
        try (OutputStream out = call.getResponseBody()) {
            for (int i = 1; i <= 3; i++) {
                out.write(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                if (!seen.tryAcquire(20, TimeUnit.SECONDS)) {
                    out.write("not seen in time\n".getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void zipped(HttpExchange call) throws IOException {
        call.getResponseHeaders().add("Content-Encoding", "gzip");
        call.sendResponseHeaders(200, 0);
        try (OutputStream out = new GZIPOutputStream(call.getResponseBody())) {
            out.write("zipped\nlines".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void cut(HttpExchange call) throws IOException {
        call.sendResponseHeaders(200, 1000);
        call.getResponseBody().write(new byte[100]);
        call.getResponseBody().flush();
        call.close();
    }

    private static void endless(HttpExchange call) throws IOException {
        call.sendResponseHeaders(200, 0);
        try (OutputStream out = call.getResponseBody()) {
            while (true) {
                out.write("on and on\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange call, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Test
    void showsItsCertificateAndChecksTheServersByItsOwnAuthorities() throws Exception {
        KeyStore keys = keys();
        pem("server.pem", keys, false);
        pem("client.pem", keys, true);
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new AskingWhoCalls(context(keys)));
        server.createContext("/", call -> answer(call, "x"));
        server.start();
        Result result;
        try {
            result = run(
                    """
                    import requests
                    from locust import HttpUser, task
                    from locust.exception import StopUser

                    class Caller(HttpUser):
                        fixed_count = 1

                        @task
                        def call(self):
                            self.client.get("/known", cert="FOLDER/client.pem", verify="FOLDER/server.pem")
                            self.client.get("/nobody", verify=False)
                            self.client.get("/untrusted", cert=("FOLDER/client.pem", "FOLDER/client.pem"))
                            self.client.cert = "FOLDER/client.pem"
                            self.client.verify = "FOLDER/server.pem"
                            for line in self.client.get("/streamed", stream=True).iter_lines():
                                assert line == b"x"
                            assert requests.get(self.host + "/beside", cert="FOLDER/client.pem", verify=False).text == "x"
                            try:
                                self.client.get("/", cert="FOLDER/none.pem")
                            except OSError as e:
                                assert "FOLDER/none.pem" in str(e), e
                            try:
                                self.client.get("/", cert="FOLDER/server.pem")
                            except OSError as e:
                                assert "no private key" in str(e), e
                            raise StopUser()
                    """.replace("FOLDER", folder.toString()),
                    4,
                    "https://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }

        assertThat(result.exceptions()).isEmpty();
        assertThat(counts(result)).containsOnlyKeys("GET /known", "GET /nobody", "GET /untrusted", "GET /streamed");
        assertThat(result.failures())
                .extracting(failure -> failure.key().name())
                .containsExactlyInAnyOrder("/nobody", "/untrusted");
        assertThat(failures(result).keySet()).anyMatch(message -> message.startsWith("SSLError("));
    }

    private static final class AskingWhoCalls extends HttpsConfigurator {
        AskingWhoCalls(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters asking = getSSLContext().getDefaultSSLParameters();
            asking.setNeedClientAuth(true);
            parameters.setSSLParameters(asking);
        }
    }

    /** One certificate for both sides, signed by itself. */
    private KeyStore keys() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "both",
                        "-dname",
                        "CN=both",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "10",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private void pem(String name, KeyStore keys, boolean withKey) throws IOException, GeneralSecurityException {
        String text = block("CERTIFICATE", keys.getCertificate("both").getEncoded());
        Files.writeString(
                folder.resolve(name),
                withKey
                        ? text
                                + block(
                                        "PRIVATE KEY",
                                        keys.getKey("both", PASSWORD).getEncoded())
                        : text);
    }

    private static String block(String kind, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("both", keys.getCertificate("both"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
