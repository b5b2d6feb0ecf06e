package dev.throng.runner.cli.option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All files that are made of a result alone. */
public final class ResultOptions {
    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Write the whole result; 'throng report' and 'throng compare' read it. For each FILE: - is standard"
                            + " output; devices and pipes are written through.")
    public @Nullable Path json;

    @Mixin
    public ReportOptions reports = new ReportOptions();

    /** Those that are wanted, by their options. */
    public Map<String, Path> byOption() {
        Map<String, Path> files = new LinkedHashMap<>();
        put(files, "--json", json);
        put(files, "--html", reports.html);
        put(files, "--junit", reports.junit);
        put(files, "--markdown", reports.markdown);
        return files;
    }

    private static void put(Map<String, Path> files, String option, @Nullable Path file) {
        if (file != null) {
            files.put(option, file);
        }
    }

    public List<Path> files() {
        return List.copyOf(byOption().values());
    }
}
