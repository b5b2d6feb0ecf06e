package dev.throng.runner.cluster;

import dev.throng.runner.plan.PlanOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What a master sends for its workers to compile: the file's text, and before it, as comments that a YAML reader passes
 * over, what the command line said beside the file and the run's seed. The same text gives the same plan everywhere, so
 * its hash tells plans apart.
 */
public final class PlanText {
    private static final String MARK = "#throng:";

    private PlanText() {}

    /** @param seed the plan's: a worker must not draw its own */
    public static String of(String file, PlanOptions options, long seed) {
        List<String> lines = new ArrayList<>();
        options.target().ifPresent(url -> lines.add(line("target", url)));
        options.users().ifPresent(users -> lines.add(line("users", users)));
        options.spawnRate().ifPresent(rate -> lines.add(line("spawnRate", rate)));
        options.runTime().ifPresent(length -> lines.add(line("runTime", length)));
        lines.add(line("seed", seed));
        lines.add(line("timeScale", options.timeScale()));
        lines.add(line("userScale", options.userScale()));
        return String.join("", lines) + file;
    }

    private static String line(String option, Object value) {
        return MARK + option + "=" + value + "\n";
    }

    /**
     * The options in a text that {@link #of} made.
     *
     * @param own what does not travel: this machine's environment and files
     * @throws IllegalArgumentException when this release does not know one of them
     */
    public static PlanOptions options(String text, PlanOptions own) {
        PlanOptions options = own;
        for (String line : text.lines().takeWhile(line -> line.startsWith(MARK)).toList()) {
            int end = line.indexOf('=');
            if (end < 0) {
                throw new IllegalArgumentException("no option of a plan: " + line);
            }
            options = reader(line.substring(MARK.length(), end)).apply(options, line.substring(end + 1));
        }
        return options;
    }

    private static BiFunction<PlanOptions, String, PlanOptions> reader(String option) {
        return switch (option) {
            case "target" -> PlanOptions::withTarget;
            case "users" -> (options, value) -> options.withUsers(Integer.parseInt(value));
            case "spawnRate" -> (options, value) -> options.withSpawnRate(Double.parseDouble(value));
            case "runTime" -> (options, value) -> options.withRunTime(Duration.parse(value));
            case "seed" -> (options, value) -> options.withSeed(Long.parseLong(value));
            case "timeScale" -> (options, value) -> options.withScales(Double.parseDouble(value), options.userScale());
            case "userScale" -> (options, value) -> options.withScales(options.timeScale(), Double.parseDouble(value));
            default -> throw new IllegalArgumentException("unknown option of a plan: " + option);
        };
    }
}
