package dev.throng.runner.script.regex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.script.regex.Regex.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    @Test
    void capturesTheFirstGroupOrTheWholeMatch() {
        assertThat(Regex.of("id=(\\d+)").find("x id=42;")).isEqualTo(new Found.Match("42"));
        assertThat(Regex.of("\\d+").find("x id=42;")).isEqualTo(new Found.Match("42"));
        assertThat(Regex.of("id=(\\d+)").find("none")).isEqualTo(Found.Nothing.NO_MATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|a)+$", "(?:a|aa)+[!]", "(a*)*[^ab]"})
    void aPatternThatBacktracksForEverIsDecidedNevertheless(String pattern) {
        assertThat(Regex.of(pattern).find("a".repeat(40) + "b")).isEqualTo(Found.Nothing.NO_MATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x(.|\\n)*x", "x(\\s|\\S)*x", "x([^y]|y)*x"})
    void aPatternThatRecursesTooDeeplyIsDecidedNevertheless(String pattern) {
        assertThat(Regex.of(pattern).find("x".repeat(200_000))).isInstanceOf(Found.Match.class);
        assertThat(Regex.of("(a|b)*c").find("ab".repeat(100_000))).isEqualTo(Found.Nothing.NO_MATCH);
    }

    @Test
    void aLongTextIsReadToItsEnd() {
        String text = "-".repeat(6_000_000) + "id=7";
        assertThat(Regex.of("id=(\\d)").find(text)).isEqualTo(new Found.Match("7"));
        assertThat(Regex.of("id=(x)").find(text)).isEqualTo(Found.Nothing.NO_MATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+\\1c", "(?=(a+)+\\1c)a", "((a+)+)\\2(?<!b)c"})
    void whatOnlyBacktrackingCanDoMayHaveNoAnswer(String pattern) {
        Regex regex = Regex.of(pattern);
        assertThat(regex.find("a".repeat(40) + "!")).isEqualTo(Found.Nothing.UNDECIDED);
        assertThat(regex.decidesAll()).isFalse();
        assertThat(regex.find("")).isEqualTo(Found.Nothing.NO_MATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "'(o)k$', 'ok\n'",
        "'(o)k$', 'ok\r\n'",
        "'(o)k$', 'ok\nx'",
        "'ok$', 'ok\n'",
        "'(a.b)', 'a\rb'",
        "'(?s)(a.b)', 'a\nb'",
        "'([.$]+)', '.$'",
        "'(\\$\\.)', '$.'",
        "'^b', 'a\nb'",
        "'(x*)$', 'x\u0085'",
    })
    void bothEnginesMeanTheSame(String pattern, String text) {
        LinearPattern linear = LinearPattern.of(pattern);
        assertThat(linear).isNotNull();
        assertThat(linear.find(text)).isEqualTo(Regex.of(pattern).find(text));
    }
}
