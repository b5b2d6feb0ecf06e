package dev.throng.runner.imports.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.api.load.StageSpec;
import dev.throng.api.scenario.UserSpec;
import dev.throng.api.schema.GoDuration;
import dev.throng.runner.imports.Draft;
import dev.throng.runner.imports.LoadTestText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** Logs of clients who think by a known law give users who do. */
class SessionsTest {
    private static final int CLIENTS = 200;
    private static final int SECONDS = 3600;

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void mostlyShortAndNowAndThenLongIsLogNormal() throws Exception {
        LoadTestSpec spec = imported(() -> Math.exp(2.5 + 0.8 * random.nextGaussian()));
        UserSpec user = spec.scenario().users().getFirst();

        // exp(2.5 + 0.8²/2) = 16.8 s, and that times the root of exp(0.8²) - 1.
        assertThat(seconds(user.waiting().logNormal().mean())).isBetween(16.3, 17.3);
        assertThat(seconds(user.waiting().logNormal().deviation())).isBetween(14.5, 17.0);
        // (16.8² + 15.9²) / (2 · 16.8)
        assertThat(seconds(user.onStart().getFirst().pauseBy().exponential())).isBetween(14.5, 17.3);
        assertThat(spec.stages()).extracting(StageSpec::rate).containsOnlyNulls();
        assertThat(spec.stages()).hasSize(1);
        assertThat(spec.stages().getFirst().users()).isBetween(194, 206);
        assertThat(spec.stages().getFirst().spawnRate())
                .isEqualTo(spec.stages().getFirst().users().doubleValue());
    }

    @Test
    void withoutMemoryIsExponential() throws Exception {
        UserSpec user = imported(() -> -20 * Math.log(1 - random.nextDouble()))
                .scenario()
                .users()
                .getFirst();

        assertThat(seconds(user.waiting().exponential())).isBetween(19.4, 20.6);
    }

    @Test
    void betweenTwoBoundsIsBetweenThem() throws Exception {
        UserSpec user =
                imported(() -> 5 + 10 * random.nextDouble()).scenario().users().getFirst();
        List<String> between = user.waiting().between();

        assertThat(seconds(between.get(0))).isBetween(4.9, 5.1);
        assertThat(seconds(between.get(1))).isBetween(14.9, 15.1);
        // Twice the mean of what is left of such a pause at some time, (10² + 2.89²) / (2 · 10).
        List<String> rest = user.onStart().getFirst().pauseBy().between();
        assertThat(rest.get(0)).isEqualTo("0s");
        assertThat(seconds(rest.get(1))).isBetween(10.7, 11.0);
    }

    @Test
    void alwaysTheSameIsConstant() throws Exception {
        UserSpec user = imported(() -> 7).scenario().users().getFirst();

        assertThat(user.waiting().constant()).isEqualTo("7s");
        assertThat(user.onStart().getFirst().pauseBy().between()).containsExactly("0s", "7s");
    }

    @Test
    void usersComeAndGoAsTheStagesOfTheLog() throws Exception {
        List<Hit> hits = hits(0, 100, 600, () -> 5 + 10 * random.nextDouble());
        hits.addAll(hits(600, 300, 1200, () -> 5 + 10 * random.nextDouble()));
        List<StageSpec> stages = spec(hits).stages();

        assertThat(stages).hasSize(2);
        assertThat(stages.get(0).users()).isBetween(95, 105);
        assertThat(stages.get(1).users()).isBetween(285, 315);
        assertThat(stages.get(1).spawnRate())
                .isEqualTo((double) (stages.get(1).users() - stages.get(0).users()));
    }

    @Test
    void ofOneAddressNoSessionsAreKnownThoughItIsSilentForAnHour() {
        List<Hit> hits = new ArrayList<>();
        for (int minute : new int[] {0, 1, 2, 58, 59}) {
            hits.add(new Hit(60L * minute, "GET", "/a", 200, "10.0.0.1"));
        }

        assertThatThrownBy(() -> spec(hits))
                .hasMessageStartingWith("all requests came from one address")
                .hasMessageEndingWith(": leave out --model sessions");
    }

    private static double seconds(String duration) {
        return GoDuration.parse(duration).orElseThrow().toMillis() / 1000.0;
    }

    private LoadTestSpec imported(DoubleSupplier pause) throws Exception {
        return spec(hits(0, CLIENTS, SECONDS, pause));
    }

    /** Of clients who are somewhere within a pause when it begins. */
    private List<Hit> hits(int from, int clients, int to, DoubleSupplier pause) {
        List<Hit> hits = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            double at = from - 500 * random.nextDouble();
            while (at < to) {
                if (at >= from) {
                    hits.add(new Hit((long) at, "GET", "/a", 200, from + "." + client));
                }
                at += pause.getAsDouble();
            }
        }
        return hits;
    }

    private static LoadTestSpec spec(List<Hit> hits) throws Exception {
        List<String> lines = hits.stream()
                .sorted((one, other) -> Long.compare(one.second(), other.second()))
                .map(hit -> "%s - - [01/Mar/2026:10:%02d:%02d +0000] \"GET /a HTTP/1.1\" 200 12"
                        .formatted(hit.client(), hit.second() / 60, hit.second() % 60))
                .toList();
        Draft draft = AccessLog.read(lines.stream(), "http://localhost", AccessLog.Model.sessions);
        String text = LoadTestText.of("log", "Made of a log", draft);
        Reading reading = LoadTestReader.read("log.yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).as(text).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted) reading).loadTests().getFirst().spec();
    }
}
