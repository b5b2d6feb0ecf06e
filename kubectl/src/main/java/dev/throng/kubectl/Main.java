package dev.throng.kubectl;

import dev.throng.runner.cli.Overview;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program's entry. */
public final class Main {
    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger CLIENT = Logger.getLogger("io.fabric8");

    private Main() {}

    public static void main(String[] args) {
        if (Overview.isAsked(args)) {
            KubectlCommand.execute(args);
            return;
        }
        CLIENT.setLevel(Level.OFF); // what goes wrong is told once, by us
        System.exit(KubectlCommand.execute(args));
    }
}
