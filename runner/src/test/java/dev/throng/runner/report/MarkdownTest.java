package dev.throng.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.verdict.End;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void theVerdictComesFirst() {
        String markdown = Markdown.of(SampleRun.usual().slower(4).run().result());
        assertThat(markdown).startsWith("## items-api: ❌ failed\n\np95 was ");
        assertThat(markdown).contains("| ❌ | `p95 < 500ms` | all | ").contains("| ✅ | `failureRate < 1%` | all | ");
        assertThat(markdown).contains("| method | name | requests | failed |").contains("|  | Aggregated | 14,932 | ");
    }

    @Test
    void comparedRunsShowWhatBecameWorse() {
        Result before = SampleRun.usual().run().result();
        String markdown = Markdown.of(SampleRun.usual().slower(2).run().result(End.COMPLETE, Optional.of(before)));
        assertThat(markdown).contains("Against run-1:").contains("| ❌ | p95 | all | p95 went from ");
    }

    @Test
    void textFromOutsideIsNoMarkup() {
        String name = "a|b`c`<img src=x>\n# [x](http://y) @all";
        Threshold threshold = SampleRun.threshold("p95 < 1s", new Threshold.Percentile(95), 1000, Optional.of(name));
        String markdown =
                Markdown.of(new SampleRun(20, List.of(threshold)).run().result());
        assertThat(markdown).contains("| a\\|b\\`c\\`&lt;img src=x&gt; \\# \\[x\\](http://y) @&#8203;all |");
    }
}
