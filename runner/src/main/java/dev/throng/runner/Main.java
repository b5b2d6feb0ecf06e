package dev.throng.runner;

import dev.throng.runner.cli.Overview;
import dev.throng.runner.cli.ThrongCommand;
import dev.throng.runner.report.console.LogLines;
import dev.throng.runner.report.console.Notices;
import java.security.Security;

/** The program's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (Overview.isAsked(args)) {
            ThrongCommand.execute(args);
            return;
        }
        // The JDK remembers for ten seconds that a look-up failed: a name that is made now, or a resolver that was away
        // for a moment, would cost as long.
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        LogLines.configure();
        Notices.install();
        System.exit(ThrongCommand.execute(args));
    }
}
