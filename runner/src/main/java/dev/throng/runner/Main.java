package dev.throng.runner;

import dev.throng.runner.cli.ThrongCommand;
import dev.throng.runner.report.console.Notices;

/** The program's entry. */
public final class Main {
    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    private Main() {}

    public static void main(String[] args) {
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "%1$tT %4$s %5$s%6$s%n"); // a line per entry
        }
        Notices.install();
        System.exit(ThrongCommand.execute(args));
    }
}
