package dev.throng.runner.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Mistake;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.SteppedLoad;
import dev.throng.runner.code.Terms;
import dev.throng.runner.code.UserKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From source text to classes of users, or to all mistakes with their places. */
class JavaLanguageTest {
    private static final String HEAD = "import dev.throng.scenario.*;\n";

    @Test
    void findsUsersTheirTasksInTheOrderWrittenAndTheirShares() {
        Scenario scenario = ready(HEAD + """
                abstract class Base extends HttpUser {
                    @Task void inherited() {}
                }
                @Weight(3) class Visitor extends Base {
                    @Task(7) void zulu() {}
                    @Task class Forum extends TaskSet {
                        @Task void leave() { interrupt(); }
                    }
                    @Task(2) void alpha() {}
                    void helper() {}
                }
                @Count(2) @Host("http://example.org") class Admin extends User {
                    record Row(int a) {}
                    @Task void work() {}
                }
                """);

        assertThat(scenario.users()).extracting(UserKind::name).containsExactly("Visitor", "Admin");
        UserKind visitor = scenario.users().getFirst();
        assertThat(visitor.weight()).isEqualTo(3);
        assertThat(visitor.tasks())
                .containsExactly(
                        new UserKind.TaskKind("inherited", 1),
                        new UserKind.TaskKind("zulu", 7),
                        new UserKind.TaskKind("Forum", 1),
                        new UserKind.TaskKind("alpha", 2));
        UserKind admin = scenario.users().get(1);
        assertThat(admin.count()).hasValue(2);
        assertThat(admin.host()).contains("http://example.org");
    }

    @Test
    void aCompactSourceFileMayHoldUsers() {
        Scenario scenario = ready(HEAD + """
                int shared = 3;

                class Visitor extends HttpUser {
                    @Task void look() { shared++; }
                }

                void main() {}
                """);

        assertThat(scenario.users()).extracting(UserKind::name).containsExactly("Visitor");
    }

    @Test
    void severalFilesMakeOneScenario() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "Visitor.java", HEAD + "class Visitor extends HttpUser { @Task void look() { Paths.home(client); } }");
        files.put("Paths.java", HEAD + "public class Paths { static void home(Client c) { c.get(\"/\"); } }");

        assertThat(load(files, Terms.ALL)).isInstanceOf(Loading.Ready.class);
    }

    @Test
    void tagsChooseTasks() {
        String source = HEAD + """
                class Visitor extends HttpUser {
                    @Task @Tag("fast") void fast() {}
                    @Task @Tag({"slow", "report"}) void slow() {}
                    @Task void plain() {}
                }
                """;

        assertThat(tasks(source, Set.of("fast"), Set.of())).containsExactly("fast");
        assertThat(tasks(source, Set.of(), Set.of("report"))).containsExactly("fast", "plain");
        assertThat(refused(source, new Terms(Set.of(), Set.of("none"), Set.of(), name -> null)))
                .extracting(Mistake::message)
                .containsExactly("no class of users has a task with these tags");
    }

    @Test
    void aLoadInCodeIsAskedSecondBySecond() throws Exception {
        Scenario scenario = ready(HEAD + """
                class Visitor extends HttpUser { @Task void look() {} }
                class Steps extends LoadShape {
                    public Tick tick(java.time.Duration elapsed) {
                        return elapsed.toSeconds() >= 3 ? null : new Tick(10, 5);
                    }
                }
                """);

        SteppedLoad load = scenario.load().orElseThrow();
        assertThat(load.at(2)).isEqualTo(new SteppedLoad.Tick(10, 5));
        assertThat(load.at(3)).isNull();
    }

    @Test
    void allMistakesComeAtOnceWithTheirPlaces() {
        List<Mistake> mistakes = refused(HEAD + """
                class Visitor extends HttpUser {
                    @Task void look() { clint.get("/"); }
                    @Task void list() { int x = "y"; }
                }
                """);

        assertThat(mistakes).extracting(Mistake::line).containsExactly(3, 4);
        assertThat(mistakes).extracting(Mistake::column).containsExactly(25, 33);
        assertThat(mistakes.getFirst().file()).isEqualTo("Visitor.java");
        assertThat(mistakes.getFirst().message()).contains("cannot find symbol").contains("clint");
    }

    @Test
    void whatTheCompilerTakesButNoUserCanDoIsAMistakeToo() {
        List<Mistake> mistakes = refused(HEAD + """
                class Idle extends HttpUser {
                }
                class Wrong extends HttpUser {
                    Wrong(int x) {}
                    @Task(0) void never() {}
                    @Task void with(int parameter) {}
                }
                class Lost {
                    @Task void task() {}
                    @BeforeRun void notStatic() {}
                }
                """);

        assertThat(mistakes)
                .extracting(mistake -> mistake.line() + ": " + mistake.message())
                .anySatisfy(each -> assertThat(each).startsWith("2: ").contains("Idle has no task"))
                .anySatisfy(each -> assertThat(each).startsWith("5: ").contains("constructor without parameters"))
                .anySatisfy(each -> assertThat(each).startsWith("6: ").contains("weight of a task must be 1 or more"))
                .anySatisfy(each -> assertThat(each).startsWith("7: ").contains("without parameters"))
                .anySatisfy(each -> assertThat(each).startsWith("10: ").contains("belongs into a class"))
                .anySatisfy(each -> assertThat(each).startsWith("11: ").contains("static"));
    }

    @Test
    void aSourceWithoutUsersSaysWhatIsMissing() {
        assertThat(refused("class Nothing {}"))
                .extracting(Mistake::message)
                .containsExactly("there is no class of users: write one that extends HttpUser and is not abstract");
    }

    private static List<String> tasks(String source, Set<String> tags, Set<String> excluded) {
        Loading loading = load(Map.of("Visitor.java", source), new Terms(Set.of(), tags, excluded, name -> null));
        return ((Loading.Ready) loading)
                .scenario().users().getFirst().tasks().stream()
                        .map(UserKind.TaskKind::name)
                        .toList();
    }

    private static Scenario ready(String source) {
        Loading loading = load(Map.of("Visitor.java", source), Terms.ALL);
        assertThat(loading).isInstanceOf(Loading.Ready.class);
        return ((Loading.Ready) loading).scenario();
    }

    private static List<Mistake> refused(String source) {
        return refused(source, Terms.ALL);
    }

    private static List<Mistake> refused(String source, Terms terms) {
        return ((Loading.Refused) load(Map.of("Visitor.java", source), terms)).mistakes();
    }

    private static Loading load(Map<String, String> files, Terms terms) {
        return new JavaLanguage().load(new Bundle(files, List.of()), terms);
    }
}
