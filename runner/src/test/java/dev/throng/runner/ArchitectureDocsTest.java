package dev.throng.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The walk through the code leads past classes that are there. */
class ArchitectureDocsTest {
    private static final Pattern NAMED = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w+)`");
    private static final Path WALK = Path.of("docs", "architecture.md");

    @Test
    void everyClassOfTheWalkExists() throws IOException {
        List<String> named = NAMED.matcher(Files.readString(walk()))
                .results()
                .map((MatchResult result) -> result.group(1))
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(40)
                .allSatisfy(name -> assertThat(getClass()
                                .getClassLoader()
                                .getResource("dev/throng/runner/" + name.replace('.', '/') + ".class"))
                        .as(name)
                        .isNotNull());
    }

    /** Tests run in the module's folder. */
    private static Path walk() {
        return Files.exists(WALK) ? WALK : Path.of("..").resolve(WALK);
    }
}
