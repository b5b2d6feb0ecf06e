package dev.throng.runner.script.regex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegexTest {
    @Test
    void capturesTheFirstGroupOrTheWholeMatch() {
        assertThat(Regex.of("id=(\\d+)").capture("x id=42;")).isEqualTo("42");
        assertThat(Regex.of("\\d+").capture("x id=42;")).isEqualTo("42");
        assertThat(Regex.of("id=(\\d+)").capture("none")).isNull();
    }

    @Test
    void aPatternThatBacktracksForEverMatchesNothing() {
        assertThat(Regex.of("(a+)+$").matches("a".repeat(40) + "b")).isFalse();
    }

    @Test
    void aPatternThatRecursesTooDeeplyMatchesNothing() {
        assertThat(Regex.of("(a|b)*c").matches("ab".repeat(100_000))).isFalse();
    }
}
