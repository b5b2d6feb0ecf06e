package dev.throng.runner.script.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.Problem;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Values;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonQueryTest {
    private static final String DOCUMENT = """
            {"data": {"id": 17, "name": "a\\u0041\\"b", "tags": ["x", "y"], "none": null, "ok": true, "price": 1.50,
             "my-key": 1, "with.dot": 2, "big": 12345678901234567890, "neg": -5, "exp": 1e2},
             "items": [{"id": 1}, {"id": 2}], "empty": {}, "void": [], "\\u0065sc": "found", "dup": 1, "dup": 2}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.data.id            | 17
            $.data.name          | aA"b
            $['data']['id']      | 17
            $["data"].id         | 17
            $.data['my-key']     | 1
            $.data.my-key        | 1
            $.data['with.dot']   | 2
            $.data.tags[0]       | x
            $.data.tags          | ["x","y"]
            $.data.none          | null
            $.data.ok            | true
            $.data.price         | 1.5
            $.data.big           | 12345678901234567890
            $.data.neg           | -5
            $.data.exp           | 100
            $.items[1].id        | 2
            $.items[*].id        | 1
            $.items[-1].id       | 2
            $..id                | 17
            $.items[?(@.id > 1)].id | 2
            $.items.length()     | 2
            $.empty              | {}
            $.esc                | found
            $.dup                | 1
            $.absent             | (none)
            $.data.id.more       | (none)
            $.items[2]           | (none)
            $.void[0]            | (none)
            $.data[0]            | (none)
            $.items.id           | (none)
            $.absent[*]          | (none)
            $.items[?(@.id > 9)] | (none)
            """)
    void pathsFindTheseValues(String path, String expected) {
        Object first = query(path).first(json(DOCUMENT));

        assertThat(first == null ? "(none)" : Values.text(first)).isEqualTo(expected);
        assertThat(query(path).present(json(DOCUMENT))).isEqualTo(first != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$.a", "$[0]", "$..a"})
    void whatIsNoJsonHoldsNothing(String path) {
        for (String text : List.of(
                "",
                " ",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1} x",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":tru}",
                "{\"a\":nulll}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":NaN}",
                "{\"a\":1e}",
                "<html>",
                "\"",
                "-",
                "{\"a\":1}\0",
                "{1:2}",
                "[\"\\",
                "[1,\"\\u00")) {
            byte[] json = text.getBytes(UTF_8);
            assertThat(query(path).present(document(json))).as(text).isFalse();
        }
        for (byte[] json : List.of(
                new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xff, '"'})) {
            assertThat(query(path).present(document(json))).isFalse();
        }
    }

    @Test
    void onlyTheGivenBytesAreRead() {
        byte[] json = "xx12345".getBytes(UTF_8);

        assertThat(query("$").first(new JsonDocument().set(json, 2, 2))).isEqualTo(12L);
        assertThat(query("$").first(new JsonDocument().set("xx\"a\"\"b".getBytes(UTF_8), 2, 3)))
                .isEqualTo("a");
    }

    @Test
    void deepNestingHasABottom() {
        String fine = "[".repeat(900) + "]".repeat(900);
        String tooDeep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(query("$[0][0]").present(json(fine))).isTrue();
        assertThat(query("$[0][0]").present(json(tooDeep))).isFalse();
        assertThat(query("$..a").present(json(tooDeep))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "$a", "$.", "$.a.", "$.a[", "$[", "$[]", "$.a]", "$.a['x", "$.a b", "$[?(@.a", "$.foo()"
            })
    void aWrongPathIsAProblem(String path) {
        List<Problem> problems = new ArrayList<>();
        JsonQueries.of(path, new Place("here", problems));

        assertThat(problems.getFirst().message()).startsWith("not a JSONPath: ");
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /** Whatever the document: over the bytes and over a tree, the same path finds the same. */
    @ParameterizedTest
    @MethodSource("seeds")
    void bytesAndTreesAgree(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] json = RandomJson.document(random).getBytes(UTF_8);
        for (int i = 0; i < 30; i++) {
            String path = RandomJson.path(random);
            assertThat(query(path)).isInstanceOf(ByteQuery.class);
            assertThat(query(path).first(document(json)))
                    .as(() -> path + " in " + new String(json, UTF_8))
                    .isEqualTo(tree(path).first(document(json)));
        }
    }

    /** Damaged documents too: what Jackson refuses has no values, and nothing throws. */
    @ParameterizedTest
    @MethodSource("seeds")
    void bytesAndTreesAgreeOnDamagedDocuments(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            byte[] json = damage(RandomJson.document(random).getBytes(UTF_8), random);
            JsonNode tree = Json.tree(json, 0, json.length);
            assertThat(query("$").present(document(json)))
                    .as(() -> Arrays.toString(json) + " " + new String(json, UTF_8))
                    .isEqualTo(tree != null && isUtf8(json));
            String path = RandomJson.path(random);
            Object first = query(path).first(document(json));
            if (tree == null) {
                assertThat(first).isNull();
                assertThat(tree(path).first(document(json))).isNull();
            }
        }
    }

    /** Jackson lets some ill-formed UTF-8 pass, and UTF-16. */
    private static boolean isUtf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException illFormed) {
            return false;
        }
    }

    private static byte[] damage(byte[] json, SplittableRandom random) {
        byte[] damaged = json.clone();
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(3)) {
                case 0 -> damaged[at] = (byte) "{}[]\",:0-.eE\\u tfn\n".charAt(random.nextInt(18));
                case 1 -> damaged[at] = (byte) random.nextInt(256);
                default -> damaged = Arrays.copyOf(damaged, at);
            }
        }
        return damaged;
    }

    private static JsonDocument json(String text) {
        return document(text.getBytes(UTF_8));
    }

    private static JsonDocument document(byte[] json) {
        return new JsonDocument().set(json, 0, json.length);
    }

    private static JsonQuery query(String path) {
        List<Problem> problems = new ArrayList<>();
        JsonQuery query = JsonQueries.of(path, new Place("here", problems));
        assertThat(problems).isEmpty();
        return query;
    }

    private static JsonQuery tree(String path) {
        return new TreeQuery(path, com.jayway.jsonpath.JsonPath.compile(path));
    }
}
