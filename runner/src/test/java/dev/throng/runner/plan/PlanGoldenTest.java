package dev.throng.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.Problem;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.words.PlanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder is a case: {@code in.yaml} must become {@code plan.txt}, or be refused with {@code problems.txt}. A new case
 * is a new folder; run with {@code -Dgolden=write} to have its answer written, then read it.
 */
class PlanGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/dev/throng/runner/plan");
    private static final PlanOptions OPTIONS = PlanOptions.DEFAULTS.withEnvironment(Map.of("PASSWORD", "secret")::get);

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseHasItsAnswer(Path folder) throws IOException {
        Compiled compiled = Plans.compile(Files.readString(folder.resolve("in.yaml")), OPTIONS);
        Path answer = folder.resolve(compiled instanceof Compiled.Accepted ? "plan.txt" : "problems.txt");
        String text = switch (compiled) {
            case Compiled.Accepted accepted -> PlanText.of(accepted.plan());
            case Compiled.Refused refused -> text(refused.problems());
        };
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(answer, text);
        }
        assertThat(answer).as(text).exists();
        assertThat(text).isEqualTo(Files.readString(answer));
    }

    private static String text(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.path() + ": " + problem.message() + "\n")
                .collect(Collectors.joining());
    }
}
