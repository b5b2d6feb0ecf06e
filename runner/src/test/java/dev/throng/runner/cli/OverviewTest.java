package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class OverviewTest {
    @Test
    @DisplayName("the page that is made of constants is the one that the commands' annotations make")
    void samePage() {
        assertThat(ThrongCommand.commandLine("--help").getUsageMessage())
                .isEqualTo(ThrongCommand.commandLine().getUsageMessage())
                .contains("demo-target", "Exit codes:", "Start with:")
                .doesNotContainPattern("(?m)^ {2}[a-z].*:$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void version(String asked) {
        StringWriter out = new StringWriter();
        CommandLine line = ThrongCommand.commandLine(asked).setOut(new PrintWriter(out, true));

        assertThat(line.execute(asked)).isZero();
        assertThat(out.toString()).startsWith("throng ").contains("Java");
    }

    @Test
    void onlyWhereNothingElseIsAsked() {
        assertThat(Overview.isAsked("--help")).isTrue();
        assertThat(Overview.isAsked()).isFalse();
        assertThat(Overview.isAsked("run", "--help")).isFalse();
        assertThat(Overview.isAsked("--hlep")).isFalse();
    }
}
