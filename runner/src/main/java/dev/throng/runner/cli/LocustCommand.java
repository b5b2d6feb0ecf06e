package dev.throng.runner.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.cli.file.CodeContext;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.ThresholdOption;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.process.Version;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Locust's command line, word for word, on the commands that Throng has. */
@Command(
        name = "locust",
        description = LocustCommand.ABOUT,
        sortOptions = false,
        footer = {
            "",
            "Options of the locustfile's own and user classes may follow. LOCUST_* variables and locust.conf are read.",
            "Exit codes are Locust's: 0, or --exit-code-on-error when a request failed or a task threw. With --threshold",
            "also 1 when one is not met, 4 and 5 when the run could not tell (the generator was the bottleneck; lost workers)."
        })
final class LocustCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Runs a locustfile with Locust's own command line.";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NO_END = "8760h";
    private static final List<String> UNSUPPORTED = List.of(
            "--web-login",
            "--tls-cert",
            "--tls-key",
            "--config-users",
            "--enable-rebalancing",
            "--otel",
            "--web-base-path");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private LocustOptions options = new LocustOptions();

    @CommandLine.Unmatched
    private List<String> rest = new ArrayList<>();

    @CommandLine.Option(
            names = {"-V", "--version"},
            description = "Show the version and exit.")
    private boolean version;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        if (help) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return ExitCode.PASSED;
        }
        if (version) {
            spec.commandLine().getOut().println("locust 2.46.3 (" + Version.text() + ")");
            return ExitCode.PASSED;
        }
        LocustDefaults defaults = new LocustDefaults(System::getenv, options.config);
        CommandLine again = new CommandLine(new LocustCommand()).setDefaultValueProvider(defaults);
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        again.parseArgs(arguments
                .subList(arguments.indexOf("locust") + 1, arguments.size())
                .toArray(String[]::new));
        LocustCommand whole = again.getCommand();
        whole.spec = spec;
        return whole.go(defaults);
    }

    private int go(LocustDefaults defaults) throws Exception {
        options.rest = rest;
        refuseUnsupported();
        if (options.worker) {
            return worker();
        }
        if (options.list || options.showTaskRatio || options.showTaskRatioJson) {
            return show(defaults);
        }
        return options.master ? master(defaults) : run(defaults);
    }

    private void refuseUnsupported() {
        for (String argument : options.rest) {
            String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            if (UNSUPPORTED.contains(name)) {
                throw new Refusal(
                        ExitCode.INVALID,
                        name + " is an option of Locust's that is not supported here; see docs/from-locust.md");
            }
        }
        if (options.resetStats) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "--reset-stats is not supported: give a LoadTest with scenario.python a warmup instead, which is left out of the verdict");
        }
    }

    private int run(LocustDefaults defaults) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(file()));
        common(arguments);
        Integer processes = options.processes;
        if (processes != null) {
            arguments.addAll(List.of(
                    "--workers",
                    Integer.toString(processes < 0 ? Runtime.getRuntime().availableProcessors() : processes)));
        }
        RunCommand run = new RunCommand();
        prepared(run, arguments);
        run.likeLocust(said(defaults, processes == null ? "local" : "master"), spec(), this::exitCode);
        return finished(run.call());
    }

    private int master(LocustDefaults defaults) throws Exception {
        String host = options.masterBindHost.equals("*") ? "0.0.0.0" : options.masterBindHost;
        List<String> arguments = new ArrayList<>(List.of(
                file(),
                "--bind",
                host + ":" + options.masterBindPort,
                "--expect-workers",
                Integer.toString(options.expectWorkers),
                "--start-deadline",
                options.expectWorkersMaxWait > 0 ? options.expectWorkersMaxWait + "s" : NO_END));
        common(arguments);
        MasterCommand master = new MasterCommand();
        prepared(master, arguments);
        master.likeLocust(said(defaults, "master"), spec(), this::exitCode);
        return finished(master.call());
    }

    private int worker() throws Exception {
        WorkerCommand worker = new WorkerCommand();
        prepared(
                worker,
                List.of(
                        "--master",
                        options.masterHost + ":" + options.masterPort,
                        "--patience",
                        NO_END,
                        "--weight",
                        "1"));
        worker.likeLocust();
        return worker.call();
    }

    private void prepared(Object command, List<String> arguments) {
        CommandLine line = new CommandLine(command);
        line.setErr(spec.commandLine().getErr()).setOut(spec.commandLine().getOut());
        line.parseArgs(arguments.toArray(String[]::new));
    }

    private String file() {
        return String.join(
                ",",
                options.files.stream()
                        .map(String::strip)
                        .map(file ->
                                file.endsWith(".py") || java.nio.file.Files.isDirectory(java.nio.file.Path.of(file))
                                        ? file
                                        : file + ".py")
                        .toList());
    }

    private void common(List<String> arguments) {
        add(arguments, "--host", options.host);
        boolean atOnce = options.headless || options.autostart;
        if (atOnce) {
            add(arguments, "-u", Integer.toString(users()));
            add(arguments, "-r", Double.toString(rate()));
            add(arguments, "-t", options.runTime == null ? NO_END : seconds(options.runTime));
        }
        if (options.headless) {
            arguments.add("--headless");
        } else {
            arguments.addAll(List.of("--web-host", options.webHost, "--web-port", Integer.toString(options.webPort)));
        }
        add(arguments, "--csv", options.csv);
        if (options.csvFullHistory) {
            arguments.add("--csv-full-history");
        }
        add(arguments, "--html", options.html == null ? null : named(options.html));
        if (options.onlySummary) {
            arguments.add("--quiet");
        }
        add(arguments, "--tags", options.tags.isEmpty() ? null : String.join(",", words(options.tags)));
        add(
                arguments,
                "--exclude-tags",
                options.excludeTags.isEmpty() ? null : String.join(",", words(options.excludeTags)));
    }

    private static List<String> words(List<String> texts) {
        return texts.stream()
                .flatMap(text -> java.util.Arrays.stream(text.split("[,\\s]+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static void add(List<String> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value);
        }
    }

    private int users() {
        return options.users == null ? 1 : options.users;
    }

    private double rate() {
        return options.spawnRate == null ? 1 : options.spawnRate;
    }

    /** Locust's own form of a time may lack its unit. */
    private static String seconds(String time) {
        return time.matches("\\d+(\\.\\d+)?") ? time + "s" : time;
    }

    private String named(String file) {
        return file.replace("{u}", Integer.toString(users()))
                .replace("{r}", Double.toString(rate()))
                .replace("{t}", options.runTime == null ? "" : options.runTime);
    }

    /** What the LoadTest around the locustfile holds beside it. */
    private Map<String, Object> spec() {
        Map<String, Object> more = new TreeMap<>();
        if (options.stopTimeout != null) {
            more.put("gracePeriod", seconds(options.stopTimeout));
        }
        if (!options.thresholds.isEmpty()) {
            more.put(
                    "thresholds",
                    options.thresholds.stream().map(ThresholdOption::fields).toList());
        }
        return more;
    }

    /** What the locustfile finds in parsed_options, in JSON. */
    private Map<String, String> said(LocustDefaults defaults, String role) {
        ObjectNode said = JSON.createObjectNode();
        said.put("role", role).put("locust", true);
        said.put("headless", options.headless).put("autostart", options.autostart);
        said.put("num_users", users()).put("users", users()).put("spawn_rate", rate());
        said.put("master", options.master || role.equals("master")).put("worker", options.worker);
        said.put("expect_workers", options.expectWorkers);
        said.put("csv_prefix", options.csv).put("stats_history_enabled", options.csvFullHistory);
        said.put("html_file", options.html).put("json", options.json).put("json_file", options.jsonFile);
        said.put("only_summary", options.onlySummary).put("print_stats", options.printStats);
        said.put("exit_code_on_error", options.exitCodeOnError).put("equal_weights", options.equalWeights);
        said.put("profile", options.profile).put("skip_log_setup", options.skipLogSetup);
        said.put("loglevel", options.loglevel).put("logfile", options.logfile);
        said.put("locustfile", String.join(",", options.files));
        ArrayNode rest = said.putArray("rest");
        options.rest.forEach(rest::add);
        if (options.rest.isEmpty()) {
            defaults.userClasses().forEach(rest::add);
        }
        Map<String, String> texts = new TreeMap<>();
        said.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().toString()));
        return texts;
    }

    private int show(LocustDefaults defaults) {
        Map<String, String> said = said(defaults, "local");
        if (options.users == null) {
            said.remove("num_users");
        }
        CodeContext context = new CodeContext(
                        new dev.throng.runner.code.Terms(
                                java.util.Set.of(),
                                java.util.Set.copyOf(words(options.tags)),
                                java.util.Set.copyOf(words(options.excludeTags)),
                                System::getenv),
                        List.of())
                .with(said);
        try (Scenario scenario = TestFile.read(file()).with(context).scenario()) {
            String what = options.list ? "classes" : options.showTaskRatio ? "ratios" : "ratios-json";
            spec.commandLine().getOut().println(scenario.describe(what));
        }
        return ExitCode.PASSED;
    }

    // The end

    private @Nullable Result last;

    private int exitCode(Result result) {
        last = result;
        // Locust knows no standstill of its own: what failed meanwhile fails the run, too.
        boolean failed = result.total().failures() > 0
                || result.counters().getOrDefault(Counter.STALLED_FAILED, 0L) > 0
                || !result.exceptions().isEmpty();
        return exitCode(
                result.verdict().exitCode(),
                failed ? options.exitCodeOnError : ExitCode.PASSED,
                !options.thresholds.isEmpty());
    }

    /**
     * As Locust has it: one failed request fails the run. It knows no thresholds: who has set some is told when they are not
     * met, and when they could not be judged.
     *
     * @param verdict the exit code of {@code throng run}
     * @param locusts Locust's
     */
    static int exitCode(int verdict, int locusts, boolean thresholds) {
        return switch (verdict) {
            case ExitCode.BROKEN, ExitCode.INVALID, ExitCode.FAILED -> verdict;
            case ExitCode.GENERATOR_UNHEALTHY, ExitCode.UNCERTAIN ->
                locusts == ExitCode.PASSED && thresholds ? verdict : locusts;
            default -> locusts;
        };
    }

    private int finished(int exitCode) throws java.io.IOException {
        Result result = last;
        if (result != null && options.jsonFile != null) {
            java.nio.file.Files.writeString(java.nio.file.Path.of(options.jsonFile + ".json"), LocustJson.of(result));
        } else if (result != null && options.json) {
            spec.commandLine().getOut().println(LocustJson.of(result));
        }
        return exitCode;
    }
}
