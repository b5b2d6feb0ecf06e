package dev.throng.runner.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpServer;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.api.scenario.TaskSpec;
import dev.throng.api.step.PartSpec;
import dev.throng.runner.imports.openapi.OpenApiReader;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A description becomes a LoadTest with a task for each operation, in values that its schemas allow. */
class OpenApiTest {
    static final String SHOP = """
            openapi: 3.1.0
            info: {title: Shop, version: "1"}
            servers: [{url: "https://{region}.shop.example/v2/", variables: {region: {default: eu}}}]
            security: [{bearer: []}]
            paths:
              /items/{id}:
                parameters: [{$ref: "#/components/parameters/id"}]
                get:
                  security: []
                  parameters:
                  - {name: fields, in: query, required: true, schema: {type: array, items: {enum: ["a b", c]}}}
                  - {name: page, in: query, schema: {type: integer}}
                delete: {}
              /orders:
                post:
                  requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
                get: {deprecated: true}
              /upload:
                put: {requestBody: {required: true, content: {image/png: {}}}}
              /login:
                post:
                  security: [{key: []}]
                  requestBody:
                    content: {application/x-www-form-urlencoded: {schema: {properties: {user: {example: "${me}"}, pin: {type: integer, minimum: 5, maximum: 7}}}}}
            components:
              securitySchemes: {bearer: {type: http, scheme: bearer}, key: {type: apiKey, in: header, name: X-Key}}
              parameters: {id: {name: id, in: path, required: true, schema: {type: string, format: uuid}}}
              schemas:
                Base: {type: object, required: [note], properties: {note: {type: [string, "null"], maxLength: 3}}}
                Order:
                  allOf: [{$ref: "#/components/schemas/Base"}]
                  type: object
                  required: [item, lines, at]
                  properties:
                    id: {type: integer, readOnly: true}
                    item: {oneOf: [{type: integer, maximum: 9}, {type: string}]}
                    lines: {type: array, minItems: 2, items: {$ref: "#/components/schemas/Line"}}
                    at: {type: string, format: date-time}
                    left: {type: string}
                Line: {type: object, properties: {count: {type: number, default: 2.5}, parent: {$ref: "#/components/schemas/Line"}}}
            """;

    @Test
    void formsInPartsAreSentInPartsUnlessTheyHoldAFile() throws Exception {
        List<TaskSpec> tasks = ImportTest.valid(OpenApiReader.read("""
                        openapi: 3.0.0
                        paths:
                          /up:
                            post: {requestBody: {content: {multipart/form-data: {schema: {required: [title, tags, at], properties: {
                              title: {example: "${x}"}, tags: {type: array, minItems: 2, items: {enum: [red]}}, at: {type: object, properties: {x: {example: 1}}}, photo: {type: string, format: binary}}}}}}}
                          /file:
                            post: {requestBody: {content: {multipart/form-data: {schema: {required: [photo], properties: {photo: {type: string, format: binary}}}}}}}
                        """, "api.yaml", "http://h"))
                .scenario()
                .users()
                .getFirst()
                .tasks();
        List<TaskSpec> swagger = ImportTest.valid(OpenApiReader.read("""
                        swagger: "2.0"
                        consumes: [multipart/form-data]
                        paths: {/up: {post: {parameters: [{in: formData, name: a, type: string, default: b}]}}}
                        """, "api.yaml", "http://h"))
                .scenario()
                .users()
                .getFirst()
                .tasks();

        assertThat(tasks).hasSize(1);
        assertThat(tasks.getFirst().request().multipart())
                .containsExactly(
                        new PartSpec("title", "$${x}", null, null, null),
                        new PartSpec("tags", "red", null, null, null),
                        new PartSpec("tags", "red", null, null, null),
                        new PartSpec("at", "{\"x\":1}", null, null, "application/json"));
        assertThat(swagger.getFirst().request().multipart()).containsExactly(new PartSpec("a", "b", null, null, null));
    }

    /** Each level ten times as much as the one below. */
    @Test
    @Timeout(20)
    void schemasThatNameThemselvesAgainAndAgainHaveAnEnd() throws Exception {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            fields.append("f").append(i).append(": {$ref: '#/components/schemas/A'}, ");
        }
        Draft draft = OpenApiReader.read("""
                openapi: 3.0.0
                paths: {/a: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}
                components: {schemas: {A: {properties: {%s}}}}
                """.formatted(fields), "api.yaml", "http://h");

        assertThat(ImportTest.valid(draft).scenario().users().getFirst().tasks())
                .hasSize(1);
    }

    @Test
    void aPartOfALargeDescriptionIsTaken() throws Exception {
        StringBuilder paths = new StringBuilder("openapi: 3.0.0\npaths:\n");
        for (int i = 0; i < 80; i++) {
            paths.append("  /a/").append(i).append("/{id}: {get: {}}\n");
        }
        paths.append("  /ab: {get: {}}\n  /b/{id}: {get: {}}\n");

        assertThat(OpenApiReader.read(paths.toString(), "a.yaml", "http://h").notes())
                .anyMatch(note -> note.startsWith("18 more operations") && note.contains("--below /a/64 "));
        assertThat(OpenApiReader.read(paths.toString(), "a.yaml", "http://h", List.of("/a/79/", "/b"))
                        .requests())
                .extracting(Draft.Request::name)
                .containsExactly("GET /a/79/{id}", "GET /b/{id}");
        assertThatThrownBy(() -> OpenApiReader.read(paths.toString(), "a.yaml", "http://h", List.of("/c")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("at or below /c");
    }

    private static LoadTestSpec valid(Draft draft) throws ImportException {
        String text = LoadTestText.of("shop", "Made of a test", draft);
        Reading reading = LoadTestReader.read("in.yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).as(text).isInstanceOf(Reading.Accepted.class);
        LoadTestSpec spec = ((Reading.Accepted) reading).loadTests().getFirst().spec();
        assertThat(PlanCompiler.compile("shop", spec, PlanOptions.DEFAULTS))
                .as(text)
                .isInstanceOf(Compiled.Accepted.class);
        return spec;
    }

    @Test
    void eachOperationIsATaskAndWhatIsLeftOutIsTold() throws Exception {
        Draft draft = OpenApiReader.read(SHOP, "shop.yaml", "http://localhost");
        LoadTestSpec spec = valid(draft);
        assertThat(spec.target()).isEqualTo("https://eu.shop.example/v2");
        List<TaskSpec> tasks = spec.scenario().users().getFirst().tasks();
        assertThat(tasks)
                .extracting(task -> task.request().name())
                .containsExactly("GET /items/{id}", "POST /orders", "POST /login");
        assertThat(tasks).extracting(TaskSpec::weight).containsExactly(10, 1, 1);
        assertThat(tasks.get(0).request().get()).isEqualTo("/items/${random.uuid()}?fields=a%20b");
        assertThat(tasks.get(0).request().headers()).isNull();
        assertThat(tasks.get(1).request().headers())
                .containsEntry("Authorization", TextNode.valueOf("Bearer ${token}"));
        assertThat(tasks.get(1).request().json().toString())
                .startsWith("{\"note\":\"${random.string(3)}\",\"item\":\"${random.int(1, 9)}\","
                        + "\"lines\":[{\"count\":2.5,\"parent\":{\"count\":2.5,")
                .endsWith("\"at\":\"${timestamp()}\"}");
        assertThat(tasks.get(2).request().headers()).containsEntry("X-Key", TextNode.valueOf("${apiKey}"));
        assertThat(tasks.get(2).request().form())
                .containsEntry("user", TextNode.valueOf("$${me}"))
                .containsEntry("pin", TextNode.valueOf("${random.int(5, 7)}"));
        assertThat(draft.notes())
                .contains("1 operation that deletes is left out", "1 deprecated operation is left out")
                .anyMatch(note -> note.startsWith("These have made-up values, which the target may not know: id"))
                .anyMatch(note -> note.contains("the variable token is to hold the bearer token"))
                .contains("PUT /upload is left out: it sends image/png");
    }

    @Test
    void theOldVersionIsReadToo() throws Exception {
        Draft draft = OpenApiReader.read("""
                {"swagger": "2.0", "host": "old.example:81", "basePath": "/api", "schemes": ["https"],
                 "securityDefinitions": {"k": {"type": "apiKey", "in": "query", "name": "key"}}, "security": [{"k": []}],
                 "paths": {"/a/{n}": {"get": {"parameters": [{"name": "n", "in": "path", "required": true, "type": "integer", "maximum": 3}]}},
                  "/b": {"post": {"parameters": [{"in": "body", "name": "b", "schema": {"properties": {"on": {"type": "boolean"}}}}]},
                         "put": {"parameters": [{"in": "formData", "name": "f", "type": "file"}]}}}}""", "old.json", "http://localhost");
        LoadTestSpec spec = valid(draft);
        assertThat(spec.target()).isEqualTo("https://old.example:81/api");
        List<TaskSpec> tasks = spec.scenario().users().getFirst().tasks();
        assertThat(tasks).hasSize(2);
        assertThat(tasks.get(0).request().get()).isEqualTo("/a/${random.int(1, 3)}?key=${apiKey}");
        assertThat(tasks.get(1).request().json().toString()).isEqualTo("{\"on\":true}");
    }

    @Test
    void aRunningServerIsAskedAtTheUsualPlaces() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean there = exchange.getRequestURI().getPath().equals("/v3/api-docs");
            byte[] body = (there ? SHOP.replaceAll("servers:.*", "servers: [{url: /v2}]") : "<html>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            String url = Fetching.description(base + "/").orElseThrow();
            assertThat(url).isEqualTo(base + "/v3/api-docs");
            assertThat(Importer.kind(url)).contains(Kind.OPENAPI);
            assertThat(Importer.read(Kind.OPENAPI, List.of(url), "http://nowhere"))
                    .isInstanceOfSatisfying(
                            Draft.class, draft -> assertThat(draft.target()).isEqualTo(base + "/v2"));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "a: [",
                "info: {}",
                "openapi: 3.0.0",
                "{openapi: 3.0.0, paths: {}}",
                "openapi: 3.0.0\npaths: {/a: {delete: {}}}",
                "openapi: 3.0.0\npaths: {/a: {$ref: 'other.yaml#/a'}}"
            })
    void whatIsNoneSaysWhy(String text) {
        assertThatThrownBy(() -> OpenApiReader.read(text, "a.yaml", "http://localhost"))
                .isInstanceOf(ImportException.class)
                .hasMessageMatching(".{10,}(?s:.*)");
    }
}
