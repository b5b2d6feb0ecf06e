package dev.throng.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.cli.ThrongCommand;
import dev.throng.runner.report.console.Notices;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines of {@code throng}, one after the other in one JVM, for comparisons of many files: most of a run's CPU time
 * would be the JVM's start. Reads one JSON object per line, {@code {"cwd": …, "log": …, "arguments": […]}}, and answers
 * with the exit code when that run is over. See {@code runner/bench/locustfiles.py}.
 */
final class ManyRuns {
    private ManyRuns() {}

    public static void main(String[] unused) throws Exception {
        PrintStream answers = System.out;
        Notices.install();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode asked = new JsonMapper().readTree(line);
            List<String> arguments = new ArrayList<>();
            asked.path("arguments").forEach(argument -> arguments.add(argument.asText()));
            System.setProperty("user.dir", asked.path("cwd").asText());
            try (PrintStream log = new PrintStream(asked.path("log").asText(), StandardCharsets.UTF_8)) {
                System.setOut(log);
                System.setErr(log);
                answers.println(ThrongCommand.execute(arguments.toArray(String[]::new)));
            }
            answers.flush();
        }
        System.exit(0);
    }
}
