package dev.throng.runner.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Everything that a pod may be, in one process: what a JVM records of it serves the starts of all of them. A part's
 * messages are those of its own command.
 */
@Command(name = "rehearse", hidden = true, description = RehearseCommand.ABOUT, mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Plays a LoadTest with demo target, master and worker in this one process, over the network.";

    @Parameters(paramLabel = "FILE", description = "LoadTest YAML; its target is this machine's port of --target-port.")
    private String file = "";

    @Option(names = "--target-port", required = true, paramLabel = "P", description = "Where the demo target listens.")
    private int targetPort;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Path token = Files.createTempFile(
                "throng-token", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(token, UUID.randomUUID().toString());
            String master = "127.0.0.1:" + freePort();
            String[] secret = {"--token-file", token.toString()};
            begin("demo-target", "--port", String.valueOf(targetPort), "--latency", "1ms", "--jitter", "1ms");
            begin("worker", "--master", master, "--metrics", "127.0.0.1:0", secret[0], secret[1]);
            FutureTask<Integer> run = new FutureTask<>(() -> ThrongCommand.execute(
                    "master", file, "--bind", master, "--await-target", "1m", "--web-port", "0", secret[0], secret[1]));
            begin("master", run);
            return run.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            Files.delete(token);
        }
    }

    private static void begin(String... command) {
        begin(command[0], () -> ThrongCommand.execute(command));
    }

    /** Ends with this process at the latest. */
    private static void begin(String name, Runnable part) {
        Thread.ofPlatform().daemon().name(name).start(part);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
