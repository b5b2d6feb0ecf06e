package dev.throng.runner.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.plan.LoadPart;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Tagged;
import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.option.Selection;
import dev.throng.runner.plan.step.Step;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tasks and steps that are chosen by tags, and thresholds on what has one. */
class TagsTest {
    private static final String FILE = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: tagged}
            spec:
              target: http://localhost
              scenario:
                flows:
                - {name: buy, steps: [{post: /cart}, {post: /pay, tags: [slow]}, {do: thank}]}
                - {name: thank, steps: [{get: /thanks}]}
                users:
                - name: Buyer
                  tasks:
                  - {tags: [checkout], name: buying, steps: [{do: buy}]}
                  - {get: /search, tags: [search, slow]}
                - name: Visitor
                  tasks:
                  - {get: /home}
                  - {steps: [{get: /list}, {do: buy, tags: [late]}]}
                - {name: Admin, tasks: [{get: /admin, tags: [admin]}]}
              users: 3
              loads: [{name: administration, classes: [Admin], users: 2, runTime: 1m}]
              runTime: 1m
              thresholds:
              - {expect: p95 < 1s, tag: checkout}
              - {expect: p95 < 2s, tag: slow}
              - {expect: p95 < 3s, name: /admin}
              - {expect: p95 < 4s, load: administration}
            """;

    private static Compiled compiled(String text, Selection selection) {
        return switch (LoadTestReader.read("tags", text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted ->
                PlanCompiler.compile(
                        "tagged",
                        accepted.loadTests().getFirst().spec(),
                        PlanOptions.DEFAULTS.withSelection(selection));
            case Reading.Refused refused ->
                throw new IllegalArgumentException(refused.problems().renderWithSource());
        };
    }

    private static Plan plan(Selection selection) {
        return switch (compiled(FILE, selection)) {
            case Compiled.Accepted accepted -> accepted.plan();
            case Compiled.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }

    private static Selection only(String... tags) {
        return new Selection(Set.of(tags), Set.of());
    }

    private static Selection without(String... tags) {
        return new Selection(Set.of(), Set.of(tags));
    }

    private static String tasks(Plan plan) {
        StringBuilder text = new StringBuilder();
        plan.users()
                .forEach(user -> user.tasks()
                        .forEach(task -> text.append(user.name())
                                .append(' ')
                                .append(task.name())
                                .append(", ")));
        return text.toString();
    }

    @Test
    void aThresholdIsAboutAllRequestsUnderATagAlsoInFlows() {
        Plan plan = plan(Selection.ALL);
        assertThat(plan.thresholds().getFirst().scope().tag().orElseThrow().rows())
                .containsExactlyInAnyOrder(
                        new Tagged.Row("Buyer", "/cart", "POST"),
                        new Tagged.Row("Buyer", "/pay", "POST"),
                        new Tagged.Row("Buyer", "/thanks", "GET"));
        assertThat(plan.thresholds().get(1).scope().tag().orElseThrow().rows())
                .containsExactlyInAnyOrder(
                        new Tagged.Row("Buyer", "/pay", "POST"),
                        new Tagged.Row("Visitor", "/pay", "POST"),
                        new Tagged.Row("Buyer", "/search", "GET"));
        assertThat(plan.thresholds().getFirst().about()).contains("tag checkout");
    }

    @Test
    void tasksAreChosenByTheirTagsAndThoseOfTheirSteps() {
        assertThat(tasks(plan(only("checkout")))).isEqualTo("Buyer buying, ");
        assertThat(tasks(plan(only("late")))).isEqualTo("Visitor task 1, ");
        assertThat(tasks(plan(only("slow")))).isEqualTo("Buyer buying, Buyer /search, Visitor task 1, ");
        assertThat(tasks(plan(only("admin", "search")))).isEqualTo("Buyer /search, Admin /admin, ");
    }

    @Test
    void tasksAndStepsAreLeftOut() {
        Plan plan = plan(without("slow", "late"));
        assertThat(tasks(plan)).isEqualTo("Buyer buying, Visitor /home, Visitor task 2, Admin /admin, ");
        assertThat(plan.users().get(1).tasks().get(1).steps()).hasSize(1);
        Step.Do buying =
                (Step.Do) plan.users().getFirst().tasks().getFirst().steps().getFirst();
        assertThat(buying.steps()).hasSize(2);
    }

    @Test
    void classesAndLoadsWithNothingToDoStayAwayWithTheirThresholds() {
        Plan shop = plan(only("checkout"));
        assertThat(shop.loads()).extracting(LoadPart::name).containsExactly("main");
        assertThat(shop.thresholds()).extracting(Threshold::expression).containsExactly("p95 < 1s", "p95 < 2s");
        Plan admin = plan(only("admin"));
        assertThat(admin.loads()).extracting(LoadPart::name).containsExactly("administration");
        assertThat(admin.shape().orElseThrow().maxUsers()).isEqualTo(2);
        assertThat(admin.thresholds()).extracting(Threshold::expression).containsExactly("p95 < 3s", "p95 < 4s");
    }

    @Test
    void whatNobodyHasIsASlip() {
        assertThat(problems(only("checkuot"))).contains("no step or task has the tag checkuot, did you mean checkout?");
        assertThat(problems(new Selection(Set.of("admin"), Set.of("admin")))).contains("no task is left");
    }

    private static String problems(Selection selection) {
        return ((Compiled.Refused) compiled(FILE, selection)).problems().toString();
    }
}
