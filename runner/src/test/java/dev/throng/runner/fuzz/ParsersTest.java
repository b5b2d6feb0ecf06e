package dev.throng.runner.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was found once stays mended, and Jazzer looks for more: some steps here, as long as one likes with {@code -Dthrong.fuzz=SECONDS}. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ParsersTest {
    private static final int SECONDS = Integer.getInteger("throng.fuzz", 0);

    /**
     * Those who look for long begin somewhere else each time and end by the clock. Builds, which are to say the same of the
     * same sources, begin at the same place and take as many steps.
     */
    private static final List<String> HOW_FAR =
            SECONDS > 0 ? List.of("-max_total_time=" + SECONDS) : List.of("-runs=20000", "-seed=1");

    /** Jazzer's, when an input breaks a law. */
    private static final int FOUND = 77;

    static Stream<Path> found() throws Exception {
        return Files.list(Path.of(Objects.requireNonNull(ParsersTest.class.getResource("found"))
                        .toURI()))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("found")
    void whatWasFoundStaysMended(Path input) throws IOException {
        Parsers.fuzzerTestOneInput(Files.readAllBytes(input));
    }

    @Test
    void lawsHoldForTheSeeds() {
        Parsers.ALL.forEach(parser -> parser.seeds().forEach(parser.law()));
    }

    @Test
    void coverageGuidesToNothingThatBreaksALaw(@TempDir Path folder) throws Exception {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        for (int i = 0; i < Parsers.ALL.size(); i++) {
            List<byte[]> seeds = Parsers.ALL.get(i).seeds();
            for (int j = 0; j < seeds.size(); j++) {
                Files.write(corpus.resolve(i + "-" + j), input(i, seeds.get(j)));
            }
        }
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Parsers.class.getName(),
                "--instrumentation_includes=dev.throng.runner.**",
                "--custom_hook_includes=dev.throng.runner.**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_len=600",
                corpus.toString()));
        command.addAll(HOW_FAR);
        Process jazzer = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(SECONDS + 1200L, TimeUnit.SECONDS))
                    .as("Jazzer ends")
                    .isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(jazzer.exitValue()).as(said).isNotEqualTo(FOUND).isZero();
        assertThat(said)
                .as("it was guided")
                .containsPattern("cov: [1-9][0-9]{2,}")
                .contains("Done ");
    }

    private static byte[] input(int parser, byte[] seed) {
        byte[] input = new byte[seed.length + 1];
        input[0] = (byte) parser;
        System.arraycopy(seed, 0, input, 1, seed.length);
        return input;
    }
}
