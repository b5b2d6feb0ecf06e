package dev.throng.runner.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace with two ways out: one to what is tested, and one to the master, which can be cut and made lossy as
 * a network is, by the kernel. Needs root and iproute2.
 */
final class Island implements AutoCloseable {
    private static final String NAME = "thr" + ProcessHandle.current().pid() % 1_000_000;
    private static final String NETWORK = "10.231." + ProcessHandle.current().pid() % 250;
    private static final String TARGET_LINK = NAME + "t";
    private static final String MASTER_LINK = NAME + "m";

    /** @throws IOException when it is not permitted here */
    Island() throws IOException, InterruptedException {
        run("ip", "netns", "add", NAME);
        try {
            link(TARGET_LINK, targetHost(), NETWORK + ".2");
            link(MASTER_LINK, masterHost(), NETWORK + ".6");
        } catch (IOException forbidden) {
            close();
            throw forbidden;
        }
    }

    private static void link(String name, String here, String there) throws IOException, InterruptedException {
        run("ip", "link", "add", name, "type", "veth", "peer", "name", name + "i", "netns", NAME);
        run("ip", "addr", "add", here + "/30", "dev", name);
        run("ip", "link", "set", name, "up");
        run("ip", "-n", NAME, "addr", "add", there + "/30", "dev", name + "i");
        run("ip", "-n", NAME, "link", "set", name + "i", "up");
    }

    /** Where the tested server is to be found from there, and from here. */
    String targetHost() {
        return NETWORK + ".1";
    }

    /** Where the master is to be found from there, and from here. */
    String masterHost() {
        return NETWORK + ".5";
    }

    /** To be put before a command that is to run there. */
    List<String> enter() {
        return List.of("ip", "netns", "exec", NAME);
    }

    void cut() throws IOException, InterruptedException {
        run("ip", "link", "set", MASTER_LINK, "down");
    }

    void mend() throws IOException, InterruptedException {
        run("ip", "link", "set", MASTER_LINK, "up");
    }

    /** Every tenth packet from the master is lost, if the kernel can. */
    void loseSome() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(enter());
        command.addAll(List.of("iptables", "-A", "INPUT", "-i", MASTER_LINK + "i"));
        command.addAll(List.of("-m", "statistic", "--mode", "random", "--probability", "0.1", "-j", "DROP"));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    /** The links go with the namespace. */
    @Override
    public void close() throws IOException, InterruptedException {
        run("ip", "netns", "del", NAME);
    }
}
