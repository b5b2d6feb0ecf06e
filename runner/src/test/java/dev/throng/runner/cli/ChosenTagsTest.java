package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.runner.cli.file.CodeContext;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.code.Terms;
import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.option.PlanOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tags that a file asks for, as a LoadTest in a cluster does, and those of the command line. */
class ChosenTagsTest {
    private static TestFile file(String chosen) {
        return TestFile.of("tagged.yaml", """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: tagged}
                spec:
                  target: http://localhost
                  scenario:
                %s    users:
                    - name: User
                      tasks:
                      - {get: /buy, tags: [checkout]}
                      - {get: /search, tags: [checkout, slow]}
                      - {get: /home}
                  users: 1
                """.formatted(chosen).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> tasks(TestFile file) {
        return file.compile(PlanOptions.DEFAULTS).users().getFirst().tasks().stream()
                .map(Task::name)
                .toList();
    }

    @Test
    void doesTheTasksWhoseTagsTheFileAsksFor() {
        assertThat(tasks(file(""))).containsExactly("/buy", "/search", "/home");
        assertThat(tasks(file("    tags: [checkout]\n"))).containsExactly("/buy", "/search");
        assertThat(tasks(file("    excludeTags: [slow]\n"))).containsExactly("/buy", "/home");
        assertThat(tasks(file("    tags: [checkout]\n    excludeTags: [slow]\n")))
                .containsExactly("/buy");
    }

    @Test
    void takesTheCommandLinesInsteadOfTheFiles() {
        CodeContext slow = new CodeContext(new Terms(Set.of(), Set.of("slow"), Set.of(), name -> null), List.of());
        assertThat(tasks(file("    tags: [checkout]\n").with(slow))).containsExactly("/search");
    }

    @Test
    void givesWorkersAndCodeWhatTheFileAsksFor() {
        Terms terms =
                file("    tags: [checkout]\n    excludeTags: [slow]\n").code().terms();
        assertThat(terms.tags()).containsExactly("checkout");
        assertThat(terms.excludedTags()).containsExactly("slow");
    }

    @Test
    void refusesTagsThatNobodyHas() {
        assertThatThrownBy(() -> tasks(file("    tags: [chekout]\n")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no step or task has the tag chekout, did you mean checkout?")
                .hasMessageContaining("tagged.yaml:7:");
        assertThatThrownBy(() -> tasks(file("    tags: [slow]\n    excludeTags: [checkout]\n")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no task is left by the tags");
    }
}
