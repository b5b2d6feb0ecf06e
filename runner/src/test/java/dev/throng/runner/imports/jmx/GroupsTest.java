package dev.throng.runner.imports.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A group by its number becomes the first of the expression. */
class GroupsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id=(.+?)&(x(y))                 | 2 | id=(?:.+?)&(x(?:y))
            a(?<n>b)(?:c)(?=d)[(](e)        | 2 | a(?:b)(?:c)(?=d)[(](e)
            \\((a)\\Q(\\E(b)                | 0 | (\\((?:a)\\Q(\\E(?:b))
            (a)\\1(b)                       | 2 |
            (a)\\1                          | 1 | (a)\\1
            plain                           | 0 | plain
            """)
    void oneGroupIsTaken(String pattern, int group, String only) {
        assertThat(Groups.only(pattern, group)).isEqualTo(only);
    }
}
