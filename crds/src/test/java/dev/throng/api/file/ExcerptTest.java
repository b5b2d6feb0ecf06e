package dev.throng.api.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void putsACaretUnderTheColumn() {
        assertThat(Excerpt.of("users: ten", 8)).isEqualTo("    users: ten\n           ^\n");
    }

    @Test
    void countsCharactersNotChars() {
        assertThat(Excerpt.of("🎉🎉x", 3)).isEqualTo("    🎉🎉x\n      ^\n");
    }

    @Test
    void cutsALongLineAroundTheColumn() {
        String excerpt = Excerpt.of("a".repeat(500) + "!" + "b".repeat(500), 501);
        String[] lines = excerpt.split("\n");
        assertThat(lines[0]).startsWith("    …aaa").endsWith("bbb…").hasSizeLessThan(110);
        assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo('!');
    }

    @Test
    void showsNoControlCharacters() {
        assertThat(Excerpt.of("\ta\u001B[31m", 2)).isEqualTo("     a [31m\n     ^\n");
    }

    @Test
    void standsBehindTheEndAtMost() {
        assertThat(Excerpt.of("ab", 99)).isEqualTo("    ab\n      ^\n");
    }
}
