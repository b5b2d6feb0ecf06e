package dev.throng.runner.script.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Template;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private final Language language = new Language();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain                            | plain
            $5 and $$ and {x}                | $5 and $$ and {x}
            $${count} is ${count}            | ${count} is 12
            ${'}'}${"${"}                    | }${
            user_${users}@example.com        | user_42@example.com
            ${price}/${item.deep.x}          | 9.5/1.25
            ${item.tags}                     | ["a","b"]
            ${name}                          | Ada "L" & Söhne
            a${unset}b                       | (unset)
            """)
    void textIsTextAndExpressionsAreValues(String source, String expected) {
        assertThat(language.text(source)).isEqualTo(expected);
        assertThat(language.problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /items?page=${count}&limit=5     | /api/items?page=12&limit=5
            /search?q=${name}                | /api/search?q=Ada%20%22L%22%20&%20S%C3%B6hne
            /search?q=${urlEncode(name)}     | /api/search?q=Ada%20%22L%22%20%26%20S%C3%B6hne
            /a b/ü?x=[1]                     | /api/a%20b/%C3%BC?x=[1]
            /100%/%41                        | /api/100%25/%41
            ${"/root/x#y"}                   | /root/x%23y
            http://other/${count}            | http://other/12
            /${unset}                        | (unset)
            """)
    void pathsAreEncodedWhereAUrlNeedsIt(String source, String expected) {
        Template path = language.scripts.path("/api", source, language.variables, language.place);

        assertThat(language.written(path)).isEqualTo(expected);
        assertThat(path.source()).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1, "b": [true, null, "x"]}          | {"a":1,"b":[true,null,"x"]}
            {"a": "${count}", "b": "n${count}"}       | {"a":12,"b":"n12"}
            {"p": "${price}", "n": "${name}"}         | {"p":9.5,"n":"Ada \\"L\\" & Söhne"}
            {"t": "say ${name}", "i": "${item}"}      | {"t":"say Ada \\"L\\" & Söhne","i":{"id":5,"tags":["a","b"],"none":null,"deep":{"x":1.25}}}
            {"${'k' + 'ey'}": "${1 == 1}"}            | {"key":true}
            {"none": "${item.none}"}                  | {"none":null}
            {"u": "${unset}"}                         | (unset)
            "${count}"                                | 12
            "$${count}"                               | "${count}"
            []                                        | []
            {}                                        | {}
            [1.50, 12345678901234567890]              | [1.5,12345678901234567890]
            "a\\"\\n\\u0001"                          | "a\\"\\n\\u0001"
            {"s": "${'a\\n\\\\'}"}                    | {"s":"a\\n\\\\"}
            """)
    void jsonKeepsTypesAndEscapes(String tree, String expected) {
        Template json = language.scripts.json(
                Language.json(tree.replace("\\\\'", "\\\\\\\\'").replace("'a\\n", "'a\\\\n")),
                language.variables,
                language.place);

        assertThat(language.written(json)).isEqualTo(expected);
        assertThat(language.problems).isEmpty();
    }

    @Test
    void randomTextInJsonHasQuotesAndNumbersHaveNone() {
        Template json = language.scripts.json(
                Language.json(
                        "{\"s\": \"${random.string(3, 'x')}\", \"p\": \"${random.pick('a', 1)}\", \"u\": \"${random.uuid()}\"}"),
                language.variables,
                language.place);

        assertThat(language.written(json)).matches("\\{\"s\":\"xxx\",\"p\":(\"a\"|1),\"u\":\"[-0-9a-f]{36}\"}");
    }

    @Test
    void formsAreEncoded() {
        assertThat(language.written(form("{'full name': '${name}', 'n': ['${count}+1', '', 'b'], 'z': 'c'}")))
                .isEqualTo("full+name=Ada+%22L%22+%26+S%C3%B6hne&n=12%2B1&n=&n=b&z=c");
    }

    @Test
    void formsAreOfTexts() {
        form(
                "{'a': 5, 'b': ['x', true, ['y']], 'c': {'d': 'e'}, 'f': null, 'g': [], 'h': '${nobody}', 'i': ['x', '${nobody}']}");

        assertThat(language.place.problems().stream().map(problem -> problem.path() + ": " + problem.message()))
                .satisfiesExactly(
                        number -> assertThat(number)
                                .endsWith("a: expected a text or a list of texts, but found 5: write \"5\""),
                        flag -> assertThat(flag).endsWith("b[1]: expected a text, but found true: write \"true\""),
                        list -> assertThat(list).endsWith("b[2]: expected a text, but found a list"),
                        fields ->
                                assertThat(fields).endsWith("c: expected a text or a list of texts, but found fields"),
                        nothing ->
                                assertThat(nothing).endsWith("f: expected a text or a list of texts, but found null"),
                        empty -> assertThat(empty).contains("g: an empty list sends nothing"),
                        unknown -> assertThat(unknown).contains("h: ", "nobody"),
                        second -> assertThat(second).contains("i[1]: ", "nobody"));
    }

    private Template form(String fields) {
        Map<String, JsonNode> form = new LinkedHashMap<>();
        Language.json(fields.replace('\'', '"'))
                .properties()
                .forEach(field -> form.put(field.getKey(), field.getValue()));
        return language.scripts.form(form, language.variables, language.place);
    }

    @Test
    void aHeaderCannotBeBrokenOutOf() {
        language.scope.variable(language.variables.declare("name"), "a\r\nX-Evil: 1");

        assertThat(language.written(language.scripts.header("Bearer ${name}", language.variables, language.place)))
                .isEqualTo("Bearer a  X-Evil: 1");
    }

    @Test
    void valuesOfVariablesKeepTheirType() {
        assertThat(value("7")).isEqualTo(7L);
        assertThat(value("\"${count}\"")).isEqualTo(12L);
        assertThat(value("\"n${count}\"")).isEqualTo("n12");
        assertThat(value("[1, \"${count}\"]")).isEqualTo(Language.json("[1, 12]"));
        assertThat(value("true")).isEqualTo(true);
        assertThat(value("\"${unset}\"")).isNull();
    }

    private Object value(String tree) {
        return language.scripts
                .value(Language.json(tree), language.variables, language.place)
                .value(language.scope);
    }

    @Test
    void problemsInJsonNameTheirPlace() {
        language.scripts.json(
                Language.json("{\"items\": [{\"price\": \"${prize}\"}]}"), language.variables, language.place);

        assertThat(language.problems.getFirst().path()).isEqualTo("here.items[0].price");
    }

    @Test
    void whatIsConstantIsKnownAsConstant() {
        assertThat(language.scripts
                        .text("${'a' } b", language.variables, language.place)
                        .constant())
                .isTrue();
        assertThat(language.scripts
                        .text("${env.HOME}", language.variables, language.place)
                        .constant())
                .isTrue();
        assertThat(language.scripts
                        .text("${count}", language.variables, language.place)
                        .constant())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ${count > 10}          | true
            count > 10 && has(name)| true
            ${unset}               | false
            !unset                 | true
            ${name}                | true
            ${''}                  | false
            0                      | false
            item.none              | false
            item                   | true
            """)
    void conditionsHoldForWhatIsTrueThereAndNotEmpty(String source, boolean expected) {
        assertThat(language.scripts
                        .condition(source, language.variables, language.place)
                        .holds(language.scope))
                .isEqualTo(expected);
        assertThat(language.problems).isEmpty();
    }

    @Test
    void aConditionIsOneExpression() {
        language.scripts.condition("${count} && ${name}", language.variables, language.place);

        assertThat(language.problems.getFirst().message()).startsWith("a condition is one expression");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/items?page=${random.int(1, 10)}&limit=${random.pick(10, 20, 50)}",
                "Bearer ${name}",
                "Item ${random.string(8)} ${random.uuid()} ${random.double(10, 1000)}",
                "${users} ${user.number} ${iteration} ${now()}"
            })
    void commonTemplatesAreWrittenWithoutAnAllocation(String source) {
        language.scope.variable(language.variables.declare("name"), "abcdef");
        Template template = language.scripts.text(source, language.variables, language.place);
        ByteSink out = new ByteSink(256);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        write(template, out, 100);
        long before = threads.getCurrentThreadAllocatedBytes();
        write(template, out, 1000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
    }

    private void write(Template template, ByteSink out, int times) {
        for (int i = 0; i < times; i++) {
            out.truncate(0);
            template.appendTo(language.scope, out);
        }
    }
}
