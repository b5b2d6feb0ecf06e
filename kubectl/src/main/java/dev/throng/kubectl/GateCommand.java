package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "gate", description = GateCommand.ABOUT, mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Serves a webhook that runs a schedule's LoadTest and answers 200 only when it passed, for what asks before it"
                    + " promotes a version (Flagger, or anything that posts JSON).";

    private static final int SHORTEST = 16;
    private static final Duration BEAT = Duration.ofSeconds(1);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen at; 0.0.0.0 is all of them.")
    private String host = "";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "Port to listen at.")
    private int port;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            required = true,
            description = "Who asks must know what is in this file: as a bearer token, or as the password in the URL.")
    private Path tokenFile = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        byte[] token = token();
        try (Cluster cluster = where.open();
                GateServer server = start(new Gate(cluster, BEAT, InstantSource.system()), token)) {
            say("gate for namespace " + cluster.namespace() + " at http://" + host + ":" + server.port() + "/run");
            new CountDownLatch(1).await(); // until the process is ended
        }
        return ExitCode.PASSED;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private byte[] token() {
        try {
            String token = Files.readString(tokenFile).strip();
            if (token.length() < SHORTEST) {
                throw new Refusal(
                        ExitCode.INVALID,
                        "--token-file: a token of fewer than " + SHORTEST + " characters can be guessed");
            }
            return token.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "--token-file: " + tokenFile + " can't be read");
        }
    }

    private GateServer start(Gate gate, byte[] token) {
        try {
            return GateServer.start(new InetSocketAddress(host, port), gate, token, this::say);
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, host + ":" + port + " can't be listened at: " + e.getMessage());
        }
    }
}
