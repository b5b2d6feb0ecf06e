package dev.throng.runner.cluster;

import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.processes.ChildJvm;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One run with real processes on loopback: a server that counts, a master, and workers each behind a wire of its own. */
final class RunProcesses implements AutoCloseable {
    private static final String PLAN = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: faults}
            spec:
              target: %1$s
              seed: 7
              gracePeriod: 2s
              workerLossTimeout: 2s
              scenario:
                users:
                - name: User
                  headers: {X-Worker: "${env.WORKER}"}
                  tasks: [{get: /}]
              stages: [{duration: 1s, rate: %3$d/s, maxUsers: 100}, {duration: %2$ds, rate: %3$d/s, maxUsers: 100}]
            """;

    final CountingServer server;
    private final Optional<Island> island;
    final Map<String, Proxy> wires = new LinkedHashMap<>();
    final Map<String, Process> workers = new LinkedHashMap<>();
    private final Token token = Token.random();
    private final Path folder;
    private final Path plan;
    private final int port;
    private final int expected;
    private final List<Process> all = new ArrayList<>();
    Process master;

    RunProcesses(Path folder, int workers, int seconds, int ratePerSecond) throws IOException {
        this(folder, workers, seconds, ratePerSecond, Optional.empty());
    }

    /** @param island where the first worker is, if anywhere else than here */
    RunProcesses(Path folder, int workers, int seconds, int ratePerSecond, Optional<Island> island) throws IOException {
        this.island = island;
        this.server = new CountingServer(island.map(Island::targetHost).orElse("127.0.0.1"));
        this.folder = folder;
        this.expected = workers;
        this.port = freePort();
        this.plan =
                Files.writeString(folder.resolve("plan.yaml"), PLAN.formatted(server.url(), seconds, ratePerSecond));
        startMaster();
        for (int i = 0; i < workers; i++) {
            String name = "worker-" + i;
            wires.put(name, new Proxy(isOnIsland(name) ? island.orElseThrow().masterHost() : "127.0.0.1", port));
            startWorker(name);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    void startMaster() throws IOException {
        master = start(
                "master", "", Integer.toString(port), Integer.toString(expected), plan.toString(), result().toString());
    }

    private boolean isOnIsland(String name) {
        return island.isPresent() && name.equals("worker-0");
    }

    void startWorker(String name) throws IOException {
        workers.put(name, start("worker", name, "--master", wires.get(name).address(), "--name", name));
    }

    private Path result() {
        return folder.resolve("result.json");
    }

    private Process start(String role, String name, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(isOnIsland(name) ? island.orElseThrow().enter() : List.of());
        command.addAll(ChildJvm.command("-XX:+UseSerialGC", "-Xmx200m", "-Ddev.throng.poison=true"));
        command.addAll(List.of(Role.class.getName(), role));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(role + name + ".log").toFile()));
        builder.environment().put(Token.VARIABLE, token.text());
        builder.environment().put("WORKER", name);
        Process process = builder.start();
        all.add(process);
        return process;
    }

    void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits until the server has seen so many requests: the only clock that all agree on. */
    void awaitRequests(long requests) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (server.total() < requests) {
            if (System.nanoTime() > deadline || !workers.values().stream().anyMatch(Process::isAlive)) {
                throw new AssertionError("only " + server.total() + " of " + requests + " requests came\n" + logs());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** The master's exit code. */
    int await() throws InterruptedException {
        if (!master.waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("the run does not end\n" + logs());
        }
        return master.exitValue();
    }

    /** The exit code of a worker that is to end by itself. */
    int await(String worker) throws InterruptedException {
        if (!workers.get(worker).waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError(worker + " does not end\n" + logs());
        }
        return workers.get(worker).exitValue();
    }

    Result fetch() throws IOException {
        try (InputStream in = Files.newInputStream(result())) {
            return ResultJson.read(in);
        }
    }

    String logs() {
        StringBuilder logs = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                logs.append("== ").append(file.getFileName()).append('\n').append(text);
            }
        } catch (IOException unreadable) {
            logs.append(unreadable);
        }
        return logs.toString();
    }

    @Override
    public void close() throws IOException {
        all.forEach(Process::destroyForcibly);
        for (Proxy wire : wires.values()) {
            wire.close();
        }
        server.close();
    }
}
