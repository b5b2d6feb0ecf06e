package dev.throng.runner.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Locust's own options, by its names. */
@Command
final class LocustOptions {
    @Option(
            names = {"-f", "--locustfile"},
            split = ",",
            paramLabel = "FILE",
            description = "Locustfiles or a folder of them; several by commas or by repeating it.")
    List<String> files = List.of("locustfile.py");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of options beside ~/.locust.conf and ./locust.conf.")
    @Nullable String config;

    @Option(
            names = {"-H", "--host"},
            paramLabel = "URL",
            description = "Base URL of the target.")
    @Nullable String host;

    @Option(
            names = {"-u", "--users"},
            paramLabel = "N",
            description = "Users at the peak (default: 1).")
    @Nullable Integer users;

    @Option(
            names = {"-r", "--spawn-rate"},
            paramLabel = "R",
            description = "Users started per second (default: 1).")
    @Nullable Double spawnRate;

    @Option(
            names = {"-t", "--run-time"},
            paramLabel = "TIME",
            description = "Length of the run: 20, 20s, 3m, 2h, 1h20m (default: until it is ended).")
    @Nullable String runTime;

    @Option(
            names = {"-l", "--list"},
            description = "Show the user classes and exit.")
    boolean list;

    @Option(names = "--headless", description = "Start at once, without the live page.")
    boolean headless;

    @Option(names = "--autostart", description = "Start at once, with the live page.")
    boolean autostart;

    @Option(names = "--autoquit", paramLabel = "SECONDS", description = "With --autostart: exit after the run.")
    int autoquit = -1;

    @Option(names = "--web-host", paramLabel = "ADDRESS", description = "Address of the live page (default: all).")
    String webHost = "0.0.0.0";

    @Option(
            names = {"-P", "--web-port"},
            paramLabel = "PORT",
            description = "Port of the live page (default: 8089).")
    int webPort = 8089;

    @Option(names = "--master", description = "Collect what workers measure.")
    boolean master;

    @Option(names = "--master-bind-host", paramLabel = "ADDRESS", description = "Where workers come to (default: all).")
    String masterBindHost = "*";

    @Option(names = "--master-bind-port", paramLabel = "PORT", description = "Where workers come to (default: 5557).")
    int masterBindPort = 5557;

    @Option(
            names = "--expect-workers",
            paramLabel = "N",
            description = "With --headless: start when so many are there.")
    int expectWorkers = 1;

    @Option(
            names = "--expect-workers-max-wait",
            paramLabel = "SECONDS",
            description = "Give up when they are not there by then (default: never).")
    int expectWorkersMaxWait;

    @Option(names = "--worker", description = "Drive load for a master; -f is not needed, the master has the files.")
    boolean worker;

    @Option(names = "--master-host", paramLabel = "HOST", description = "The master of a worker (default: 127.0.0.1).")
    String masterHost = "127.0.0.1";

    @Option(names = "--master-port", paramLabel = "PORT", description = "The master of a worker (default: 5557).")
    int masterPort = 5557;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Drive the load from N processes; -1 is one per processor.")
    @Nullable Integer processes;

    @Option(
            names = {"-T", "--tags"},
            arity = "1..*",
            paramLabel = "TAG",
            description = "Only tasks with one of these tags.")
    List<String> tags = List.of();

    @Option(
            names = {"-E", "--exclude-tags"},
            arity = "1..*",
            paramLabel = "TAG",
            description = "No tasks with one of these tags.")
    List<String> excludeTags = List.of();

    @Option(names = "--csv", paramLabel = "PREFIX", description = "Write Locust's four CSV files.")
    @Nullable String csv;

    @Option(names = "--csv-full-history", description = "A history row per name and second.")
    boolean csvFullHistory;

    @Option(names = "--print-stats", description = "Print the figures as they come; they are, anyway.")
    boolean printStats;

    @Option(names = "--only-summary", description = "Print only the summary.")
    boolean onlySummary;

    @Option(
            names = "--reset-stats",
            description = "Leave the ramp out of the figures (not supported: use a LoadTest's warmup).")
    boolean resetStats;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the report page; {u}, {r} and {t} are replaced.")
    @Nullable String html;

    @Option(names = "--json", description = "Print the figures as JSON, in Locust's form.")
    boolean json;

    @Option(names = "--json-file", paramLabel = "NAME", description = "Write them to NAME.json instead.")
    @Nullable String jsonFile;

    @Option(names = "--show-task-ratio", description = "Print the share of every task and exit.")
    boolean showTaskRatio;

    @Option(names = "--show-task-ratio-json", description = "The same as JSON.")
    boolean showTaskRatioJson;

    @Option(
            names = "--exit-code-on-error",
            paramLabel = "N",
            description = "Exit code when a request failed (default: 1).")
    int exitCodeOnError = 1;

    @Option(
            names = {"-s", "--stop-timeout"},
            paramLabel = "TIME",
            description = "How long tasks and requests in flight may take at the end (default: 30s).")
    @Nullable String stopTimeout;

    @Option(names = "--equal-weights", description = "Perform all tasks equally often.")
    boolean equalWeights;

    @Option(names = "--class-picker", description = "Accepted; classes are picked as arguments.")
    boolean classPicker;

    @Option(names = "--profile", paramLabel = "NAME", description = "A name for the run, for the locustfile.")
    @Nullable String profile;

    @Option(names = "--skip-log-setup", description = "Leave logging to the locustfile.")
    boolean skipLogSetup;

    @Option(
            names = {"-L", "--loglevel"},
            paramLabel = "LEVEL",
            description = "DEBUG, INFO, WARNING, ERROR or CRITICAL (default: INFO).")
    String loglevel = "INFO";

    @Option(
            names = "--logfile",
            paramLabel = "FILE",
            description = "Where the locustfile's log goes (default: standard error).")
    @Nullable String logfile;

    @Option(
            names = "--threshold",
            paramLabel = "EXPRESSION",
            description = "Not Locust's: what the run must hold, such as 'p95 < 500ms'; may be repeated.")
    List<String> thresholds = List.of();

    /** User classes, and the options that the locustfile adds; the command's own, since a mixin's takes none. */
    List<String> rest = new ArrayList<>();
}
