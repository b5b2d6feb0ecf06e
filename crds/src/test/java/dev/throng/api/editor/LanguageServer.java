package dev.throng.api.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The YAML language server that VS Code, Neovim and others have, spoken to as they do. */
final class LanguageServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 60;
    private static final Path INSTALLED = Path.of("target", "editor");

    private final Process process;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<JsonNode>> diagnosed = new ConcurrentHashMap<>();
    private int requests;

    private LanguageServer(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Whether it is there; installed once by npm, where that is there and finds it. */
    static boolean installed() throws IOException, InterruptedException {
        Path server = INSTALLED.resolve("node_modules/.bin/yaml-language-server");
        if (!Files.exists(server)) {
            Files.createDirectories(INSTALLED);
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.write(INSTALLED.resolve(file), Files.readAllBytes(Path.of("src/test/editor", file)));
            }
            try {
                Process npm = new ProcessBuilder(
                                "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline")
                        .directory(INSTALLED.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(INSTALLED.resolve("npm.log").toFile())
                        .start();
                if (!npm.waitFor(2, TimeUnit.MINUTES)) {
                    npm.destroyForcibly();
                }
            } catch (IOException noNpm) {
                return false;
            }
        }
        return Files.exists(server);
    }

    static LanguageServer start() throws Exception {
        Process process = new ProcessBuilder("node_modules/.bin/yaml-language-server", "--stdio")
                .directory(INSTALLED.toFile())
                .redirectError(INSTALLED.resolve("server.log").toFile())
                .start();
        LanguageServer server = new LanguageServer(process);
        server.ask(
                "initialize",
                Map.of(
                        "processId", ProcessHandle.current().pid(),
                        "capabilities", Map.of("textDocument", Map.of("hover", Map.of(), "completion", Map.of()))));
        server.tell("initialized", Map.of());
        server.tell(
                "workspace/didChangeConfiguration",
                Map.of(
                        "settings",
                        Map.of(
                                "yaml",
                                Map.of(
                                        "validate", true,
                                        "hover", true,
                                        "completion", true,
                                        "schemaStore", Map.of("enable", false)))));
        return server;
    }

    /** Opens a file in the editor, and waits for what is wrong with it. */
    JsonNode open(String uri, String text) throws InterruptedException {
        BlockingQueue<JsonNode> diagnostics = diagnosed.computeIfAbsent(uri, _ -> new LinkedBlockingQueue<>());
        tell(
                "textDocument/didOpen",
                Map.of("textDocument", Map.of("uri", uri, "languageId", "yaml", "version", 1, "text", text)));
        JsonNode found = diagnostics.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (found == null) {
            throw new AssertionError("the language server has not looked at " + uri);
        }
        return found;
    }

    /** What it proposes there, lines and characters from 0. */
    JsonNode complete(String uri, int line, int character) throws Exception {
        return ask("textDocument/completion", at(uri, line, character)).path("items");
    }

    /** What it shows of the word there. */
    String hover(String uri, int line, int character) throws Exception {
        return ask("textDocument/hover", at(uri, line, character))
                .at("/contents/value")
                .asText();
    }

    private static Map<String, Object> at(String uri, int line, int character) {
        return Map.of("textDocument", Map.of("uri", uri), "position", Map.of("line", line, "character", character));
    }

    private JsonNode ask(String method, Map<String, Object> parameters) throws Exception {
        int id = ++requests;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        send(method, parameters, Map.of("id", id));
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void tell(String method, Map<String, Object> parameters) {
        send(method, parameters, Map.of());
    }

    private void send(String method, Map<String, Object> parameters, Map<String, Object> more) {
        Map<String, Object> message = new LinkedHashMap<>(more);
        message.put("jsonrpc", "2.0");
        message.put("method", method);
        message.put("params", parameters);
        try {
            byte[] body = JSON.writeValueAsBytes(message);
            OutputStream out = process.getOutputStream();
            out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            for (int length = length(in); length >= 0; length = length(in)) {
                take(JSON.readTree(in.readNBytes(length)));
            }
        } catch (IOException e) {
            asked.values().forEach(answer -> answer.completeExceptionally(e));
        }
    }

    /** Of the message that follows; -1 at the end. */
    private static int length(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return -1;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElse(0);
    }

    private void take(JsonNode message) {
        if (message.path("method").asText().equals("textDocument/publishDiagnostics")) {
            diagnosed
                    .computeIfAbsent(message.at("/params/uri").asText(), _ -> new LinkedBlockingQueue<>())
                    .add(message.at("/params/diagnostics"));
        } else if (!message.has("method") && message.has("id")) {
            CompletableFuture<JsonNode> answer = asked.remove(message.get("id").asInt());
            if (answer != null) {
                answer.complete(message.path("result"));
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
