package dev.throng.runner.script.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.script.Template;
import dev.throng.runner.script.function.Function;
import dev.throng.runner.script.function.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private final Language language = new Language();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1 + 2 * 3                         | 7
            (1 + 2) * 3                       | 9
            7 / 2                             | 3
            7 / 2.0                           | 3.5
            7 % 4 - -1                        | 4
            -count                            | -12
            0.1 + 0.2                         | 0.3
            1e3                               | 1000
            2.50                              | 2.5
            'a' + "b"                         | ab
            "it's \\"so\\" \\u0041"           | it's "so" A
            count + 1                         | 13
            count * price                     | 114
            item.id                           | 5
            item.deep.x                       | 1.25
            item["id"]                        | 5
            item.tags[1]                      | b
            list[0] + list[2]                 | 40
            item.none                         | null
            1 < 2 && 2 <= 2                   | true
            1 == 1.0                          | true
            'a' < 'b'                         | true
            !true OR 3 >= 4                   | false
            count == 12 ? 'dozen' : 'other'   | dozen
            unset == null                     | true
            item.none == null                 | true
            has(name) && !has(unset)          | true
            users                             | 42
            user.number                       | 7
            iteration                         | 3
            now()                             | 1767312000000
            timestamp()                       | 2026-01-02T00:00:00Z
            timestamp(0)                      | 1970-01-01T00:00:00Z
            env.HOME                          | /home/throng
            env("HOME")                       | /home/throng
            env("NOWHERE", "there")           | there
            env.EMPTY == ''                   | true
            upper("abc") + lower("DEF")       | ABCdef
            name.upper()                      | ADA "L" & SÖHNE
            trim("  x ")                      | x
            urlEncode("a b&c")                | a%20b%26c
            base64("user:pass")               | dXNlcjpwYXNz
            replace("a-b-c", "-", "+")        | a+b+c
            substring("abcdef", 2)            | cdef
            substring("abcdef", 1, 99)        | bcdef
            name.contains("Ada")              | true
            "abc".startsWith("ab")            | true
            "abc".endsWith("ab")              | false
            matches("abc", "^a.c$")           | true
            size(list) + size("abc")          | 6
            string(5) + "x"                   | 5x
            int("17") + int(2.9)              | 19
            double("1.5")                     | 1.5
            random.pick("one")                | one
            random.string(0)                  |
            random.int(5, 5)                  | 5
            random.int(count, count)          | 12
            """)
    void expressionsHaveTheseValues(String expression, String expected) {
        String source = expression.replace("OR", "||");
        assertThat(language.text("${" + source + "}")).isEqualTo(expected == null ? "" : expected);
        assertThat(language.problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            unset
            unset + 1
            unset.upper()
            item.nothing
            item.id.more
            list[3]
            list[-1]
            1 / 0
            1.5 / 0
            name * 2
            int("x")
            random.int(5, item.nothing)
            random.pick(unset)
            """)
    void whatCannotBeHadIsUnset(String expression) {
        assertThat(language.text("${" + expression + "}")).isEqualTo("(unset)");
        assertThat(language.problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ${random.inte(1, 2)}          | unknown function random.inte, did you mean random.int? (column 3)
            ${rnadom.int(1, 2)}           | unknown function rnadom.int, did you mean random.int? (column 3)
            x${uper("a")}                 | unknown function uper, did you mean upper? (column 4)
            ${nothingLikeIt(1)}           | unknown function nothingLikeIt (column 3)
            ${nmae}                       | unknown variable nmae, did you mean name? (column 3)
            ${zebra}                      | unknown variable zebra, nothing in this user sets it (column 3)
            ${zebra.stripe}               | unknown variable zebra, nothing in this user sets it (column 3)
            ${user.numbr}                 | unknown variable user.numbr, did you mean user.number? (column 3)
            ${random.uuid}                | random.uuid() is a function, call it with () (column 3)
            ${random.int(1)}              | random.int(from, to) takes 2 arguments, here is 1 (column 3)
            ${random.uuid(1, 2)}          | random.uuid() takes no arguments, here are 2 (column 3)
            ${random.pick()}              | random.pick(value, …) takes at least 1 argument, here are 0 (column 3)
            ${random.string()}            | random.string(length[, alphabet]) takes 1 to 2 arguments, here are 0 (column 3)
            ${random.int(1, "2")}         | random.int(from, to) takes a whole number as to, here is text (column 3)
            ${random.int(1, 2.5)}         | random.int(from, to) takes a whole number as to, here is a number (column 3)
            ${random.int(2, 1)}           | random.int(from, to) needs from ≤ to (column 3)
            ${random.double(2, 1)}        | random.double(from, to) needs from ≤ to (column 3)
            ${random.double(1, 2, 9)}     | random.double(from, to, decimals) needs decimals written as a number from 0 to 8 (column 3)
            ${random.string(count)}       | random.string(length) needs the length written as a number from 0 to 1000000 (column 3)
            ${random.string(5, "")}       | random.string(length, alphabet) needs the alphabet written as a text of one character at least (column 3)
            ${counter(name)}              | counter(name) needs the name written as a text (column 3)
            ${env.NOPE}                   | the environment variable NOPE is not set; set it, or give a default: env("NOPE", "…") (column 3)
            ${matches("a", "(")}          | not a regular expression: Unclosed group (column 3)
            ${"a" + 1}                    | + can't take text and a whole number, make both text with string(…) (column 7)
            ${true * 2}                   | * can't take true or false and a whole number (column 8)
            ${1 < "a"}                    | a whole number can't be compared with text (column 5)
            ${true < false}               | true or false can't be compared with true or false (column 8)
            ${1 = 2}                      | unexpected =, use == to compare (column 5)
            ${a & b}                      | unexpected &, use && for and (column 5)
            ${1 +}                        | unexpected "}", expected a value (column 6)
            ${1 2}                        | unexpected "2", expected an operator or } (column 5)
            ${(1}                         | unexpected "}", expected ) (column 5)
            ${}                           | unexpected "}", expected a value (column 3)
            ${1                           | the expression is not closed by } (column 4)
            ab${                          | unexpected the end, expected a value (column 5)
            ${"a}                         | the text that begins here is not closed (column 3)
            ${"\\q"}                      | unknown escape \\q (column 4)
            ${1x}                         | a number can't be followed by a letter (column 3)
            ${item.}                      | unexpected "}", expected a name (column 8)
            ${#}                          | unexpected # (column 3)
            """)
    void mistakesAreNamedWithTheirColumnAndACure(String source, String expected) {
        assertThat(language.problem(source)).isEqualTo(expected);
    }

    @Test
    void everyMistakeInATextIsReported() {
        assertThat(language.problem("${1 +} and ${random.inte(1, 2)} and ${nmae}"))
                .contains("column 6", "column 14", "column 39");
    }

    @Test
    void nestingHasABottom() {
        assertThat(language.problem("${" + "(".repeat(100) + "1" + ")".repeat(100) + "}"))
                .startsWith("the expression is nested too deeply");
        language.problems.clear();
        assertThat(language.problem("${" + "!".repeat(100_000) + "true}"))
                .startsWith("the expression is nested too deeply");
    }

    @Test
    void randomNumbersKeepToTheirBoundsAndReachThem() {
        Template template = language.scripts.text("${random.int(-1, 1)}", language.variables, language.place);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(language.written(template));
        }
        assertThat(seen).containsExactlyInAnyOrder("-1", "0", "1");
    }

    @Test
    void randomDecimalsAreRoundedToTwoPlaces() {
        for (int i = 0; i < 200; i++) {
            assertThat(language.text("${random.double(10, 1000)}")).matches("[0-9]{2,4}(\\.[0-9]{1,2})?");
        }
        assertThat(language.text("${random.double(1, 2, 8)}")).matches("1\\.[0-9]{1,8}");
        assertThat(language.text("${random.double(1, 9, 0)}")).matches("[1-9]");
    }

    @Test
    void randomTextsHaveTheirLengthAndAlphabet() {
        assertThat(language.text("${random.string(8)}")).matches("[a-z]{8}");
        assertThat(language.text("${random.string(20, 'äb')}")).matches("[äb]{20}");
        assertThat(language.text("${random.uuid()}"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void aPickFromACapturedArrayIsOneOfItsItems() {
        assertThat(language.text("${random.pick(list)}")).isIn("10", "20", "30");
        assertThat(language.text("${random.pick(item.tags)}")).isIn("a", "b");
        assertThat(language.text("${random.pick(10, 20, 50)}")).isIn("10", "20", "50");
    }

    @Test
    void countersOfTheSameNameAreOne() {
        assertThat(language.text("${counter()} ${counter()} ${counter('a')} ${counter('a')} ${counter('b')}"))
                .isEqualTo("0 1 0 1 0");
        assertThat(language.scripts.counters()).isEqualTo(3);
    }

    @Test
    void theSameSeedGivesTheSameText() {
        String source = "${random.int(1, 1000)} ${random.uuid()} ${random.string(5)} ${random.double(0, 1)}";

        assertThat(new Language().text(source)).isEqualTo(new Language().text(source));
    }

    @Test
    void aValueThatIsOneExpressionKeepsItsType() {
        assertThat(language.value("count")).isEqualTo(12L);
        assertThat(language.value("price")).isEqualTo(9.5);
        assertThat(language.value("item.tags")).isEqualTo(Language.json("[\"a\", \"b\"]"));
        assertThat(language.value("1 == 1")).isEqualTo(true);
        assertThat(language.value("random.uuid()")).isInstanceOf(String.class);
    }

    @Test
    void everyFunctionIsInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/expressions.md"));

        assertThat(Functions.ALL.values())
                .extracting(Function::usage)
                .allSatisfy(usage -> assertThat(page).contains("`" + usage + "`"));
    }

    @ParameterizedTest
    @CsvSource({
        "18446744073709551615, 18446744073709551615",
        "18446744073709551615 == 18446744073709551614, false",
        "18446744073709551615 == 18446744073709551615.0, true",
        "9223372036854775807 + 1, 9223372036854775808",
        "9223372036854775807 * 9223372036854775807, 85070591730234615847396907784232501249",
        "36893488147419103230 / 2, 18446744073709551615",
        "9007199254740993.0 == 9007199254740992, false",
        "1e400 > 1e399, true",
        "-18446744073709551615, -18446744073709551615",
        "int(\"18446744073709551615\"), 18446744073709551615",
        "int(1e30), 1000000000000000000000000000000",
        "1e400 - 1e400, 0",
    })
    void numbersOfAnySizeStayExact(String expression, String text) {
        assertThat(new Language().text("${" + expression + "}")).isEqualTo(text);
    }

    @Test
    void whatWouldFillTheMemoryHasNoValue() {
        assertThat(new Language().value("1e1000000000 + 1")).isNull();
        assertThat(new Language().value("double(\"1e400\")")).isNull();
        assertThat(new Language().text("${random.double(-1e308, 1.7e308)}")).isNotEqualTo("Infinity");
    }

    @Test
    void whatIsMadeOfASecretIsOne() {
        Language language = new Language();
        assertThat(language.text("Basic ${base64(\"user:\" + env.HOME)}")).isEqualTo("Basic dXNlcjovaG9tZS90aHJvbmc=");
        assertThat(language.scripts.fromEnvironment()).contains("/home/throng", "dXNlcjovaG9tZS90aHJvbmc=");
        language.text("${base64(name + env.HOME)}");
        assertThat(language.scope.derived).containsExactly(language.text("${base64(name + env.HOME)}"));
    }
}
