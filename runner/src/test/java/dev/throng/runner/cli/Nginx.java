package dev.throng.runner.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real nginx on loopback with an access log that has a line per request. Killed when closed. */
final class Nginx implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final int port;

    private Nginx(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static boolean installed() {
        return binary() != null;
    }

    /** Answers 200 with JSON on {@code /}, 404 below {@code /missing}, and redirects {@code /moved} to {@code /}. */
    static Nginx start(Path folder) throws IOException {
        return start(folder, "");
    }

    /** The same in HTTP/2, without TLS. */
    static Nginx startHttp2(Path folder) throws IOException {
        return start(folder, "http2");
    }

    private static Nginx start(Path folder, String version) throws IOException {
        int port = freePort();
        Path log = folder.resolve("access.log");
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(
                configuration, """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 4096; }
                http {
                  access_log %2$s;
                  keepalive_requests %5$d;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%3$d %4$s backlog=4096;
                    default_type application/json;
                    location / { return 200 '{"data":[{"id":1}],"pagination":{"page":1}}'; }
                    location /missing { return 404 '{"detail":"not found"}'; }
                    location /moved { return 302 /; }
                  }
                }
                """.formatted(folder, log, port, version, version.isEmpty() ? 1_000_000 : 100));
        Process process = new ProcessBuilder(binary(), "-p", folder.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
        Nginx nginx = new Nginx(process, log, port);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(nginx::answers);
        return nginx;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Lines of the access log: requests answered or cut off. */
    long lines() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.count();
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private boolean answers() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String binary() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(null);
    }
}
