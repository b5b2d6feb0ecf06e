package dev.throng.runner.cluster;

import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.cluster.protocol.Token;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker processes on this machine, for {@code run --workers N}: the same program as this one with the {@code worker}
 * command. Their standard input is a pipe from this process; when that ends, whatever ended this process, so do they.
 */
public final class LocalWorkers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalWorkers.class);
    /** So that a program that can't even start does not keep the machine busy. */
    private static final Duration REPLACE_PAUSE = Duration.ofSeconds(1);

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final InetSocketAddress master;
    private final Token token;
    private final List<String> program;
    private final boolean replace;
    private final Consumer<String> died;
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private volatile boolean closing;

    private LocalWorkers(
            InetSocketAddress master, Token token, List<String> program, boolean replace, Consumer<String> died) {
        this.master = master;
        this.token = token;
        this.program = program;
        this.replace = replace;
        this.died = died;
    }

    /**
     * Starts {@code count} of them.
     *
     * @param program the command up to {@code worker}: see {@link #thisProgram}
     * @param policy whether one that dies is replaced
     * @param died is told the name of one that ended with anything but success; on a thread of the JDK's
     * @throws IOException when one can't be started; none is left then
     */
    public static LocalWorkers start(
            int count,
            InetSocketAddress master,
            Token token,
            List<String> program,
            WorkerLossPolicy policy,
            Consumer<String> died)
            throws IOException {
        LocalWorkers workers = new LocalWorkers(master, token, program, policy == WorkerLossPolicy.replace, died);
        try {
            for (int i = 0; i < count; i++) {
                workers.start("worker-" + i);
            }
        } catch (IOException failure) {
            workers.close();
            throw failure;
        }
        return workers;
    }

    /**
     * The command that started this process, without its arguments: the same JVM, options and classes.
     *
     * @param mainClass used unless the program is a jar
     * @param options for the JVM: this one's own, or what of them suits a worker
     */
    public static List<String> thisProgram(String mainClass, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        String classPath = System.getProperty("java.class.path");
        boolean jar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        command.addAll(jar ? List.of("-jar", classPath) : List.of("-cp", classPath, mainClass));
        return List.copyOf(command);
    }

    private synchronized void start(String name) throws IOException {
        if (closing) {
            return;
        }
        List<String> command = new ArrayList<>(program);
        String host = master.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : master.getAddress().getHostAddress();
        command.addAll(List.of("worker", "--master", address(host, master.getPort()), "--name", name));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.PIPE);
        builder.environment().put(Token.VARIABLE, token.text());
        builder.environment().put(ParentWatch.VARIABLE, "1");
        Process process = builder.start();
        processes.put(name, process);
        Thread.ofVirtual().name(name + "-says").start(() -> relay(name, process));
        var unused = process.onExit().thenAccept(ended -> ended(name, ended));
    }

    /** Starts more of them, up to so many in all; takes as long as starting processes does. */
    public synchronized void grow(int count) {
        for (int i = processes.size(); i < count; i++) {
            try {
                start("worker-" + i);
            } catch (IOException failure) {
                LOG.warn("worker-{} can't be started: {}", i, failure.getMessage());
            }
        }
    }

    /** What a worker has to say goes where this process says it, with the worker's name: a terminal has one writer. */
    private static void relay(String name, Process process) {
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.err.println(name + ": " + line);
            }
        } catch (IOException gone) {
            LOG.debug("{} says no more", name, gone);
        }
    }

    private static String address(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private void ended(String name, Process process) {
        if (closing || process.exitValue() == 0) {
            return;
        }
        LOG.warn("{} ended with exit code {}", name, process.exitValue());
        died.accept(name);
        if (replace) {
            CompletableFuture.delayedExecutor(REPLACE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> replace(name));
        }
    }

    private void replace(String name) {
        try {
            start(name);
        } catch (IOException failure) {
            LOG.warn("{} can't be replaced: {}", name, failure.getMessage());
        }
    }

    /** The processes that are there, by name. */
    public Map<String, Process> processes() {
        return Map.copyOf(processes);
    }

    /** Waits a little for those that were dismissed, and ends the others. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        long deadline = System.nanoTime() + GOODBYE.toNanos();
        for (Process process : processes.values()) {
            try {
                if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
