package dev.throng.runner.report.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** Log entries as one line each, a stack trace included: whoever collects logs takes a line for an event. */
public final class LogLines extends Formatter {
    private static final String SETTINGS = "java.util.logging.config.class";

    /** That a connection fails is the business of who wanted it, who says so in words of its own and tries again. */
    private static final String LEVELS = """
            .level=INFO
            io.grpc.level=SEVERE
            handlers=java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.formatter=dev.throng.runner.report.console.LogLines
            """;

    /** For the process, unless it was started with settings of its own. Read when something is logged, and not before. */
    public static void configure() {
        if (System.getProperty(SETTINGS) == null && System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty(SETTINGS, Settings.class.getName());
        }
    }

    @Override
    public String format(LogRecord entry) {
        String thrown = entry.getThrown() == null ? "" : "\n" + trace(entry.getThrown());
        String text = (formatMessage(entry) + thrown)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" | "));
        return "%1$tT %2$s %3$s%n".formatted(entry.getMillis(), entry.getLevel().getName(), text);
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Made by the JDK's logging when it starts. */
    public static final class Settings {
        /** @throws IOException never, as it reads from memory */
        public Settings() throws IOException {
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(LEVELS.getBytes(UTF_8)));
        }
    }
}
