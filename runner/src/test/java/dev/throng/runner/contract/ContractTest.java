package dev.throng.runner.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ContractTest {
    private static final String JSON = "application/json";
    private static final String SHOP = """
            openapi: 3.0.3
            servers: [{url: "https://shop.example.com/v1/"}]
            paths:
              /items/{id}:
                get:
                  responses:
                    "200":
                      content:
                        application/json:
                          schema: {$ref: "#/components/schemas/Item"}
                        text/csv: {}
                    4XX: {$ref: "#/components/responses/Problem"}
              /items/latest:
                get: {responses: {default: {description: anything}}}
              /files/{name}.pdf:
                get: {responses: {"200": {content: {"application/*": {schema: {type: object}}}}}}
            components:
              responses:
                Problem:
                  content:
                    application/problem+json: {schema: {$ref: "common.json#/Problem"}}
              schemas:
                Item:
                  type: object
                  required: [id, name, secret]
                  properties:
                    id: {type: integer}
                    name: {type: string, pattern: "^(a+)+$"}
                    price: {type: number, minimum: 0, multipleOf: 0.01, nullable: true}
                    made: {type: string, format: date-time}
                    kind: {enum: [chair, table]}
                    secret: {type: string, writeOnly: true}
                    parts: {type: array, items: {$ref: "#/components/schemas/Item"}}
            """;
    private static final String COMMON = """
            {
              "Problem": {
                "type": "object",
                "required": ["title"],
                "properties": {"title": {"type": "string"}},
                "additionalProperties": false
              }
            }
            """;

    @TempDir
    Path folder;

    private OpenApi read(String text) throws Exception {
        Files.writeString(folder.resolve("common.json"), COMMON);
        return OpenApi.read(new Schemas(), Files.writeString(folder.resolve("shop.yaml"), text), "shop.yaml", "/base");
    }

    private @Nullable String broken(String text, String path, int status, @Nullable String type, String body)
            throws Exception {
        byte[] bytes = ("##" + body).getBytes(StandardCharsets.UTF_8);
        return read(text).operation("GET", path).orElseThrow().broken(status, type, bytes, 2, bytes.length - 2);
    }

    private @Nullable String item(String body) throws Exception {
        return broken(SHOP, "/items/7", 200, "Application/JSON; charset=utf-8", body);
    }

    @Test
    void whatIsAsDescribedIsFine() throws Exception {
        assertThat(
                        item(
                                "{\"id\":1,\"name\":\"aa\",\"price\":19.99,\"made\":\"2026-01-31T10:00:00Z\",\"kind\":\"chair\"}"))
                .isNull();
        assertThat(item("{\"id\":1,\"name\":\"a\",\"price\":null,\"parts\":[{\"id\":2,\"name\":\"a\",\"parts\":[]}]}"))
                .isNull();
        assertThat(broken(SHOP, "/items/7", 200, "text/csv", "a;b")).isNull();
        assertThat(broken(SHOP, "/items/7", 418, "application/problem+json", "{\"title\":\"no\"}"))
                .isNull();
        assertThat(broken(SHOP, "/items/latest", 500, null, "")).isNull();
    }

    @Test
    void saysWhatIsOtherwiseAndWhere() throws Exception {
        assertThat(item("{\"id\":\"1\",\"name\":\"a\"}"))
                .isEqualTo("$.id is a string, expected an integer (shop.yaml:27)");
        assertThat(item("{\"id\":1}")).isEqualTo("$.name is missing (shop.yaml:25)");
        assertThat(item("{\"id\":1,\"name\":\"b\"}"))
                .isEqualTo("$.name is \"b\", expected to match ^(a+)+$ (shop.yaml:28)");
        assertThat(item("{\"id\":1,\"name\":\"a\",\"price\":-1}"))
                .isEqualTo("$.price is -1, expected at least 0 (shop.yaml:29)");
        assertThat(item("{\"id\":1,\"name\":\"a\",\"made\":\"soon\"}"))
                .isEqualTo("$.made is \"soon\", expected the format date-time (shop.yaml:30)");
        assertThat(item("{\"id\":1,\"name\":\"a\",\"kind\":\"bed\"}"))
                .isEqualTo("$.kind is \"bed\", expected one of [\"chair\",\"table\"] (shop.yaml:31)");
        assertThat(item("{\"id\":1,\"name\":\"a\",\"secret\":\"x\"}")).startsWith("$.secret: ");
        assertThat(item("{\"id\":1,\"name\":\"a\",\"parts\":[{\"name\":\"a\"},{\"id\":\"\",\"name\":7}]}"))
                .isEqualTo("$.parts[0].id is missing (shop.yaml:25, and 2 more)");
        assertThat(item("")).isEqualTo("the body is empty (shop.yaml)");
        assertThat(item("{")).isEqualTo("the body is no JSON, line 1 (shop.yaml)");
        assertThat(broken(SHOP, "/items/7", 404, "application/problem+json", "{\"title\":\"\",\"x\":1}"))
                .isEqualTo("$ has x, which it must not have (common.json:2)");
        assertThat(broken(SHOP, "/items/7", 404, "text/html", "<p>"))
                .isEqualTo("the Content-Type is text/html, expected application/problem+json (shop.yaml:19)");
        assertThat(broken(SHOP, "/items/7", 200, null, ""))
                .isEqualTo("the body is empty, expected application/json or text/csv (shop.yaml:7)");
        assertThat(broken(SHOP, "/items/7", 503, JSON, "{}"))
                .isEqualTo("status 503 is none that GET /items/{id} answers: 200, 4xx (shop.yaml:5)");
        assertThat(broken(SHOP, "/files/a.pdf", 200, JSON, "[]"))
                .isEqualTo("$ is an array, expected an object (shop.yaml:16)");
    }

    @Test
    void speaksOneLanguageWhateverTheMachineDoes() throws Exception {
        String said = item("{\"id\":1,\"name\":\"a\",\"price\":0.001}");
        assertThat(said).startsWith("$.price: ");
        Locale machine = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(item("{\"id\":1,\"name\":\"a\",\"price\":0.001}")).isEqualTo(said);
        } finally {
            Locale.setDefault(machine);
        }
    }

    /** One that is written out digit by digit keeps everybody waiting. */
    @ParameterizedTest
    @ValueSource(strings = {"1e10000000", "-1e-10000000", "1e1001"})
    void numbersHaveABoundedCost(String price) throws Exception {
        assertThat(item("{\"id\":1,\"name\":\"a\",\"price\":" + price + "}"))
                .isEqualTo("the body has a number whose exponent is too large (shop.yaml)");
        assertThat(item("{\"id\":1,\"name\":\"a\",\"price\":1e300}")).isNull();
    }

    @Test
    void extensionsAreNoStatuses() throws Exception {
        String extended = SHOP.replace("    4XX: {", "    x-note: {$ref: nowhere.json}\n        4XX: {");
        assertThat(broken(extended, "/items/7", 503, JSON, "{}"))
                .isEqualTo("status 503 is none that GET /items/{id} answers: 200, 4xx (shop.yaml:5)");
    }

    @Test
    void whatAliasesStandForIsThereOnce() throws Exception {
        StringBuilder text = new StringBuilder("a0: &a0 {x: [1, 2]}\n");
        for (int i = 1; i <= 20; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        JsonNode root = YamlTree.of(text.toString(), "a.yaml", new IdentityHashMap<>());
        assertThat(root.path("a1").path(0))
                .isSameAs(root.path("a0"))
                .isSameAs(root.path("a1").path(1));
        text.append("b: [*a20, *a20, *a20, *a20, *a20, *a20]\n");
        assertThatThrownBy(() -> YamlTree.of(text.toString(), "a.yaml", new IdentityHashMap<>()))
                .isInstanceOf(ContractException.class)
                .hasMessage("a.yaml has more than 20000000 values, counting what its aliases stand for");
    }

    @Test
    void depthHasALimit() {
        String half = "[".repeat(300) + "]".repeat(300);
        assertThatThrownBy(() -> YamlTree.of(
                        "a: &a " + half + "\nb: " + half.replace("[]", "[*a]"), "a.yaml", new IdentityHashMap<>()))
                .hasMessage("a.yaml:1 is nested deeper than 512 levels");
        assertThatThrownBy(() -> YamlTree.of("a: &a [*a, *a]", "a.yaml", new IdentityHashMap<>()))
                .hasMessage("a.yaml:1 is nested deeper than 512 levels");
        assertThatThrownBy(
                        () -> YamlTree.of("[".repeat(200_000) + "]".repeat(200_000), "a.yaml", new IdentityHashMap<>()))
                .isInstanceOf(ContractException.class)
                .hasMessage("a.yaml is no YAML: it is nested too deeply");
    }

    /** Looking at all ways in which it might match would take for ever. */
    @Test
    void aPatternHasABoundedCost() throws Exception {
        String evil = "a".repeat(200) + "!";
        assertThat(item("{\"id\":1,\"name\":\"" + evil + "\"}")).startsWith("$.name is \"aaa");
    }

    @ParameterizedTest
    @CsvSource({
        "/items/7, GET /items/{id}",
        "/items/latest, GET /items/latest",
        "/v1/items/7, GET /items/{id}",
        "/base/items/7, GET /items/{id}",
        "/base/v1/items/7, GET /items/{id}",
        "/items/a%20b, GET /items/{id}",
        "/%69tems/7, GET /items/{id}",
        "/files/a.pdf, GET /files/{name}.pdf",
        "/files/.pdf,",
        "/items/,",
        "/items/7/8,",
        "/v2/items/7,",
        "/v1items/7,",
        "/,"
    })
    void findsTheOperation(String path, @Nullable String operation) throws Exception {
        assertThat(read(SHOP).operation("GET", path).map(Operation::toString).orElse(null))
                .isEqualTo(operation);
        assertThat(read(SHOP).operation("POST", path)).isEmpty();
    }

    @Test
    void readsTheOlderAndTheNewerVersion() throws Exception {
        String swagger = """
                {"swagger": "2.0", "basePath": "/v2", "produces": ["application/json"],
                 "paths": {"/pets": {"get": {"responses": {"200": {"schema": {"$ref": "#/definitions/Pets"}}}}}},
                 "definitions": {"Pets": {"type": "array",
                   "items": {"type": "string"}}}}
                """;
        assertThat(broken(swagger, "/v2/pets", 200, JSON, "[1]"))
                .isEqualTo("$[0] is an integer, expected a string (shop.yaml:4)");
        assertThat(broken(swagger, "/pets", 200, "text/plain", "")).startsWith("the Content-Type is text/plain");
        String newer = """
                openapi: 3.1.0
                paths:
                  /a: {get: {responses: {200: {content: {application/json: {schema: {type: [string, "null"], const: x}}}}}}}
                """;
        assertThat(broken(newer, "/a", 200, JSON, "\"x\"")).isNull();
        assertThat(broken(newer, "/a", 200, JSON, "1")).startsWith("$ is an integer, expected a string or null");
        assertThat(broken(newer, "/a", 200, JSON, "null")).startsWith("$ is null, expected \"x\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openapi: 3.0.0 | info: {} | shop.yaml has no openapi, which says the version: is it an OpenAPI description?",
                "paths: | path: | shop.yaml has no paths",
                "schemas/Item\"} | schemas/Itm\"} | shop.yaml: it refers to nothing: #/components/schemas/Itm",
                "responses/Problem\" | responses/Problm\" | shop.yaml:12 refers to nothing: #/components/responses/Problm",
                "components/responses/Problem\" | components/%zz\" | shop.yaml:12 refers to what can't be read: #/components/%zz",
                "#/components/responses/Problem\" | bad\\0.json\" | shop.yaml:12 refers to what can't be read: bad",
                "schemas/Item\"} | schemas/%zz\"} | shop.yaml",
                "common.json# | com\\0mon.json# | shop.yaml",
                "common.json | comon.json | shop.yaml: comon.json can't be read: ",
                "common.json | http://127.0.0.1:1/c.json | shop.yaml: it refers to what is in no file: http://127.0.0.1:1/c.json",
                "^(a+)+$ | (a | shop.yaml: (a is no regular expression: Unclosed group",
                "[id, name, secret] | [id | shop.yaml:26:17 is no YAML: "
            })
    void saysWhatIsWrongWithTheDescription(String what, String by, String problem) {
        String wrong = SHOP.replace("3.0.3", "3.0.0").replace(what, by);
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(ContractException.class)
                .message()
                .startsWith(problem);
    }

    @Test
    void readsASchemaOfItsOwn() throws Exception {
        Schemas schemas = new Schemas();
        BodySchema inline = schemas.inline(new JsonMapper().readTree("{\"type\":\"object\",\"required\":[\"a\"]}"));
        assertThat(inline.broken("{\"a\":1}".getBytes(StandardCharsets.UTF_8), 0, 7))
                .isNull();
        assertThat(inline.broken("{}".getBytes(StandardCharsets.UTF_8), 0, 2)).isEqualTo("$.a is missing (the schema)");
        Path file = Files.writeString(
                folder.resolve("s.json"),
                "{\"$schema\": \"http://json-schema.org/draft-07/schema#\",\n\"definitions\": {\"a\": {\"type\": \"boolean\"}},\n\"$ref\": \"#/definitions/a\"}");
        assertThat(schemas.in(file, "s.json", "").broken("1".getBytes(StandardCharsets.UTF_8), 0, 1))
                .isEqualTo("$ is an integer, expected true or false (s.json:2)");
        assertThat(schemas.in(file, "s.json", "/definitions/a").broken("true".getBytes(StandardCharsets.UTF_8), 0, 4))
                .isNull();
        assertThatThrownBy(() -> schemas.in(file, "s.json", "/definitions/b"))
                .hasMessage("s.json has nothing at /definitions/b");
    }
}
