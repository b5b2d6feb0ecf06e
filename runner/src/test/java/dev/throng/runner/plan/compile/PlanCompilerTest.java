package dev.throng.runner.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import dev.throng.api.file.Document;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.PlanHash;
import dev.throng.runner.plan.Plans;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCompilerTest {
    private static final long SECOND = 1_000_000_000L;

    private static final String SCENARIO = """
            target: http://localhost/base
            scenario: {users: [{name: U, tasks: [{get: /}]}]}
            """;

    private static final String STAGED = SCENARIO + """
            stages: [{duration: 10s, users: 100, spawnRate: 20}, {duration: 20s, rate: 40/s, maxUsers: 50}]
            warmup: 2s
            thresholds: [{expect: p95 < 1s, abortOnFail: true, after: 20s}]
            """;

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../k8s/samples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleHasAPlan(Path sample) {
        Reading reading = LoadTestReader.read(sample);

        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        for (Document<LoadTestSpec> document : ((Reading.Accepted) reading).loadTests()) {
            assertThat(PlanCompiler.compile(document.name(), document.spec(), PlanOptions.DEFAULTS))
                    .isInstanceOf(Compiled.Accepted.class);
        }
    }

    @Test
    void theTargetCanBeAnother() {
        Plan plan = Plans.of(SCENARIO, PlanOptions.DEFAULTS.withTarget("https://other:8443/x/"));

        assertThat(plan.target()).hasToString("https://other:8443/x");
    }

    /** Which would not be told of a failure that it has not found itself. */
    @Test
    void aLocustfileIsHeldToTheTargetsDescriptionSoftly() {
        String python = "target: http://a\nscenario:\n  python: {source: x}\n  openapi: {file: shop.yaml%s}\nusers: 1";
        assertThat(Plans.problems(python.formatted(""), PlanOptions.DEFAULTS))
                .singleElement()
                .asString()
                .contains("spec.scenario.openapi.soft", "soft: true");
        assertThat(Plans.of(python.formatted(", soft: true")).http().contract())
                .as("where nobody can look at the file")
                .isEmpty();
    }

    @Test
    void usersSpawnRateAndRunTimeMakeALoadWhereTheFileHasNone() {
        Shape shape = Plans.of(
                        SCENARIO,
                        PlanOptions.DEFAULTS.withUsers(8).withSpawnRate(4).withRunTime(Duration.ofSeconds(5)))
                .shape()
                .orElseThrow();

        assertThat(shape.lengthNanos()).isEqualTo(5 * SECOND);
        assertThat(shape.usersAt(SECOND)).isEqualTo(5);
        assertThat(shape.maxUsers()).isEqualTo(8);
    }

    @Test
    void aLoadWithoutRunTimeGoesOnAndUsersStartOnePerSecond() {
        Shape shape = Plans.of(SCENARIO + "users: 3").shape().orElseThrow();

        assertThat(shape.lengthNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(shape.usersAt(SECOND)).isEqualTo(2);
    }

    @Test
    void aRateAtTheTopIsConstantFromTheFirstInstantOn() {
        Plan plan = Plans.of(SCENARIO + "rate: 120/m\nmaxUsers: 7\nrunTime: 10s");
        Shape shape = plan.shape().orElseThrow();

        assertThat(arrivals(shape)).isEqualTo(20);
        assertThat(shape.rateAt(0)).isEqualTo(2);
        assertThat(shape.lengthNanos()).isEqualTo(10 * SECOND);
        assertThat(plan.maxOpenUsers()).isEqualTo(7);
        assertThat(shape.usersAt(SECOND)).isZero();
    }

    @Test
    void theCommandLinesRateTakesThePlaceOfUsersAndRate() {
        PlanOptions hundred = PlanOptions.DEFAULTS.withRate(100).withRunTime(Duration.ofSeconds(3));
        assertThat(arrivals(Plans.of(SCENARIO, hundred).shape().orElseThrow())).isEqualTo(300);
        assertThat(arrivals(Plans.of(SCENARIO + "users: 5", hundred).shape().orElseThrow()))
                .isEqualTo(300);
        assertThat(arrivals(Plans.of(SCENARIO + "rate: 5/s", hundred.withScales(1, 0.1))
                        .shape()
                        .orElseThrow()))
                .isEqualTo(300);
        assertThat(Plans.problems(SCENARIO + "rate: 5/s", PlanOptions.DEFAULTS.withUsers(3)))
                .extracting(Problem::message)
                .containsExactly("says how many arrive: -u and -r go with users, --rate can change it");
        assertThat(Plans.problems(STAGED, PlanOptions.DEFAULTS.withRate(3)))
                .extracting(Problem::path)
                .containsExactly("spec.stages");
    }

    @Test
    void aStageMayBeginAtARateOfItsOwn() {
        Shape shape = Plans.of(SCENARIO + """
                stages:
                - {duration: 20s, from: 100/s, rate: 100/s}
                - {duration: 10s, from: 50/s, rate: 0/s}
                """).shape().orElseThrow();

        assertThat(arrivals(shape)).isEqualTo(2250);
    }

    private static long arrivals(Shape shape) {
        Shape.Arrivals walk = shape.arrivals();
        long count = 0;
        while (walk.next() < Long.MAX_VALUE) {
            count++;
        }
        return count;
    }

    @Test
    void withoutUsersARateOrTimeMakesNoSense() {
        assertThat(Plans.problems(SCENARIO, PlanOptions.DEFAULTS.withSpawnRate(4)))
                .extracting(Problem::path)
                .containsExactly("spec.users");
    }

    @Test
    void stagesRefuseUsersAndSpawnRateAndTakeARunTimeAsACut() {
        assertThat(Plans.problems(STAGED, PlanOptions.DEFAULTS.withUsers(5)))
                .extracting(Problem::message)
                .containsExactly(
                        "say how many users come and how fast: -u, -r and --rate can't change that, --user-scale can");
        Plan plan = Plans.of(STAGED, PlanOptions.DEFAULTS.withRunTime(Duration.ofSeconds(15)));
        assertThat(plan.phases()).extracting(Phase::name).containsExactly("warm-up", "stage 1", "stage 2");
        assertThat(plan.phases().getLast().toNanos()).isEqualTo(15 * SECOND);
    }

    @Test
    void aRunThatIsAllWarmUpIsRefused() {
        assertThat(Plans.problems(STAGED, PlanOptions.DEFAULTS.withRunTime(Duration.ofSeconds(1))))
                .extracting(Problem::path)
                .containsExactly("spec.warmup");
    }

    @Test
    void scalesShrinkTheWholeLoad() {
        Plan plan = Plans.of(STAGED, PlanOptions.DEFAULTS.withScales(0.1, 0.5));
        Shape shape = plan.shape().orElseThrow();

        assertThat(shape.lengthNanos()).isEqualTo(3 * SECOND);
        assertThat(shape.usersAt(SECOND / 2)).isEqualTo(50);
        assertThat(shape.rateAt(2 * SECOND)).isEqualTo(10);
        assertThat(plan.maxOpenUsers()).isEqualTo(25);
        assertThat(plan.phases().getFirst().toNanos()).isEqualTo(SECOND / 5);
        assertThat(plan.thresholds().getFirst().after()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void warmUpSwallowsTheStagesItCovers() {
        Plan plan = Plans.of(SCENARIO + """
                stages: [{name: first, duration: 5s, users: 1}, {duration: 5s, users: 1}, {name: last, duration: 5s, users: 1}]
                warmup: 7s
                """);

        assertThat(plan.phases())
                .containsExactly(
                        new Phase(0, "warm-up", false, 0, 7 * SECOND),
                        new Phase(1, "stage 2", true, 7 * SECOND, 10 * SECOND),
                        new Phase(2, "last", true, 10 * SECOND, 15 * SECOND));
    }

    @Test
    void theSeedIsTheOptionsOrTheFilesOrAFreshOne() {
        assertThat(Plans.of(SCENARIO + "seed: 5").seed()).isEqualTo(5);
        assertThat(Plans.of(SCENARIO + "seed: 5", PlanOptions.DEFAULTS.withSeed(6))
                        .seed())
                .isEqualTo(6);
        assertThat(Plans.of(SCENARIO, PlanOptions.DEFAULTS.withFreshSeed(7)).seed())
                .isEqualTo(7);
        assertThat(Plans.of(SCENARIO).seed()).isZero();
    }

    @Test
    void pathsBeginAtTheTargetsOwnPath() {
        Step.Request request = (Step.Request)
                Plans.of(SCENARIO).users().getFirst().tasks().getFirst().steps().getFirst();

        assertThat(request.path().constant()).isTrue();
        assertThat(request.name()).isEqualTo("/");
    }

    @Test
    void authoritiesComeFromAFileOrAMountedConfigMap() {
        String pem = """
                -----BEGIN CERTIFICATE-----
                nonsense
                -----END CERTIFICATE-----
                """;
        Map<String, String> files = Map.of("ca.pem", pem);
        String tls = SCENARIO + "http: {tls: {%s}}";

        assertThat(Plans.problems(tls.formatted("caFile: absent.pem"), PlanOptions.DEFAULTS.withFiles(files::get)))
                .containsExactly(new Problem("spec.http.tls.caFile", "the file absent.pem can't be read"));
        assertThat(Plans.problems(tls.formatted("caFile: ca.pem"), PlanOptions.DEFAULTS.withFiles(files::get)))
                .extracting(Problem::message)
                .allMatch(message -> message.startsWith("holds no valid certificates in PEM"));
        assertThat(Plans.problems(tls.formatted("caConfigMap: trust"), PlanOptions.DEFAULTS))
                .extracting(Problem::message)
                .containsExactly("there are ConfigMaps in a cluster only, give ca or caFile here");
    }

    @Test
    void thePlansHashIsTheTextsHash() {
        assertThat(PlanHash.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void theFixtureMakesASimplePlan() {
        assertThat(Plans.get("http://localhost:1", "/x", 3)
                        .shape()
                        .orElseThrow()
                        .maxUsers())
                .isEqualTo(3);
        assertThat(List.of(Plans.get("http://localhost:1", "/x", 3).users().size()))
                .containsExactly(1);
    }
}
