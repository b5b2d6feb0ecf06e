package dev.throng.runner.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.step.PartSpec;
import dev.throng.api.step.StepSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections of Postman become LoadTests that send the same, and know what plain scripts say. */
class PostmanTest {
    private static String collection(String items) {
        return "{\"variable\": [{\"key\": \"base\", \"value\": \"{{scheme}}://h.example:{{port}}/v1\"},"
                + " {\"key\": \"scheme\", \"value\": \"https\"}, {\"key\": \"port\", \"value\": \"8443\"}],"
                + " \"item\": [" + items + "]}";
    }

    private static List<StepSpec> steps(Draft draft) throws ImportException {
        return ImportTest.valid(draft)
                .scenario()
                .users()
                .getFirst()
                .tasks()
                .getFirst()
                .steps();
    }

    private static StepSpec step(String request) throws ImportException {
        return steps(PostmanReader.read(collection("{\"name\": \"one\", \"request\": " + request + "}")))
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{base}}/items/:id?a=b c      | /v1/items/7?a=b%20c
            {{base}}/items \t              | /v1/items
            {{base}}/a/{{name}}#part       | /v1/a/${name}
            {{base}}/é?q={"x":"{{name}}"}  | /v1/%C3%A9?q=%7B%22x%22:%22${name}%22%7D
            {{none}}{{base}}/x             | /v1/x
            https://u:p@h.example:8443/y   | /y
            """)
    void urlsAreAsTheServerGetsThem(String raw, String path) throws Exception {
        Draft draft = PostmanReader.read(collection("""
                {"request": {"url": {"raw": "%s", "variable": [{"key": "id", "value": "7"}]}}}""".formatted(raw.replace("\"", "\\\""))));

        assertThat(draft.target()).isEqualTo("https://h.example:8443");
        assertThat(steps(draft).getFirst().request().get()).isEqualTo(path);
    }

    @Test
    void aServerThatIsNotNamedIsAGuessThatIsTold() throws Exception {
        Draft draft = PostmanReader.read("""
                {"variable": [{"key": "url", "value": ""}], "item": [{"request": "{{url}}/a"}, {"request": "http://{{host}}:{{p}}/b"}]}""");

        assertThat(draft.target()).isEqualTo("http://localhost");
        assertThat(steps(draft)).extracting(step -> step.request().get()).containsExactly("/a", "/b");
        assertThat(draft.notes()).anyMatch(note -> note.startsWith("{{url}}") && note.contains("-H"));
    }

    @Test
    void environmentsGiveTheirValues() throws Exception {
        String environment =
                "{\"values\": [{\"key\": \"port\", \"value\": \"1\"}, {\"key\": \"scheme\", \"value\": \"no\", \"enabled\": false}]}";
        String collection = collection("{\"request\": \"{{base}}/\"}");

        assertThat(PostmanReader.read(List.of(collection, environment)).target())
                .isEqualTo("https://h.example:1");
        assertThatThrownBy(() -> PostmanReader.read(List.of(environment)))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("give the collection, too");
        assertThatThrownBy(() -> PostmanReader.read("{\"requests\": []}"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("version 1");
    }

    @Test
    void whoSendsItIsSaidInEachWay() throws Exception {
        assertThat(step("""
                {"url": "{{base}}/", "auth": {"type": "basic", "basic": [{"key": "username", "value": "u"}, {"key": "password", "value": "p"}]}}""").request().headers()).containsEntry("Authorization", TextNode.valueOf("Basic dTpw"));
        assertThat(step("""
                {"url": "{{base}}/", "auth": {"type": "basic", "basic": {"username": "u\\"", "password": "{{secret}}"}}}""").request().headers())
                .containsEntry("Authorization", TextNode.valueOf("Basic ${base64(\"u\\\":\" + string(secret))}"));
        assertThat(step("""
                {"url": "{{base}}/?a=1", "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "k"}, {"key": "value", "value": "{{v}}"}, {"key": "in", "value": "query"}]}}""").request().get()).isEqualTo("/v1/?a=1&k=${v}");
        assertThat(step("""
                {"url": "{{base}}/", "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "X-Key"}, {"key": "value", "value": "v"}]}}""").request().headers()).containsEntry("X-Key", TextNode.valueOf("v"));
        assertThat(step("""
                {"url": "{{base}}/", "auth": {"type": "oauth2", "oauth2": [{"key": "accessToken", "value": "{{t}}"}]}}""").request().headers()).containsEntry("Authorization", TextNode.valueOf("Bearer ${t}"));
    }

    @Test
    void headersOfOneNameAreAList() throws Exception {
        assertThat(step("""
                {"url": "{{base}}/", "header": [{"key": "X-Tag", "value": "a"}, {"key": "x-tag", "value": "{{b}}"}, {"key": "X-Tag", "value": "c", "disabled": true}]}""").request().headers().toString()).isEqualTo("{X-Tag=[\"a\",\"${b}\"]}");
    }

    /** Each a thousand times as long as the next. */
    @Test
    @Timeout(20)
    void variablesThatNameThemselvesAgainAndAgainHaveAnEnd() throws Exception {
        StringBuilder variables = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            variables
                    .append("{\"key\": \"v")
                    .append(i)
                    .append("\", \"value\": \"")
                    .append(("{{v" + (i + 1) + "}}").repeat(1000))
                    .append("\"}, ");
        }
        Draft draft = PostmanReader.read("""
                {"item": [{"request": {"url": "http://h/{{v0}}"}}, {"request": {"url": "http://{{v0}}/a"}}],
                 "variable": [%s {"key": "v9", "value": "%s"}]}""".formatted(variables, ""));

        assertThat(draft.notes()).contains("{{v0}} is empty: with all that it names it is too long");
        assertThat(draft.variables()).containsEntry("v0", "");
    }

    @Test
    void bodiesOfEachMode() throws Exception {
        assertThat(step("""
                {"method": "POST", "url": "{{base}}/", "body": {"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "1"}, {"key": "a", "value": "{{x}}&"}, {"key": "b", "disabled": true}]}}""").request().form().toString()).isEqualTo("{a=[\"1\",\"${x}&\"]}");
        assertThat(step("""
                {"method": "POST", "url": "{{base}}/", "body": {"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "1"}, {"key": "b", "value": "{{x}}&"}, {"key": "a", "value": "2"}]}}""").request().body()).isEqualTo("a=1&b=${urlEncode(string(x))}%26&a=2");
        assertThat(step("""
                {"method": "POST", "url": "{{base}}/", "body": {"mode": "formdata", "formdata": [{"key": "a", "value": "{{x}}", "type": "text"}, {"key": "f", "type": "file", "src": "a.png"}]}}""").request().multipart()).containsExactly(new PartSpec("a", "${x}", null, null, null));
        assertThat(step("""
                {"method": "POST", "url": "{{base}}/", "body": {"mode": "graphql", "graphql": {"query": "query {a}", "variables": "{\\"id\\": 7}"}}}""").request().json().toString())
                .isEqualTo("{\"query\":\"query {a}\",\"variables\":{\"id\":7}}");
        assertThat(step("""
                {"method": "POST", "url": "{{base}}/", "body": {"mode": "raw", "raw": "<a/>", "options": {"raw": {"language": "xml"}}}}""").request().headers()).containsEntry("Content-Type", TextNode.valueOf("application/xml"));
    }

    @Test
    void whatScriptsSetOfAResponseIsCaptured() throws Exception {
        Draft draft = PostmanReader.read(collection("""
                {"name": "Log in", "event": [{"listen": "test", "script": {"exec": [
                   "// pm.environment.set('old', pm.response.json().old);",
                   "var body = pm.response.json();",
                   "const order = body.orders[0]['order id'];",
                   "pm.test('made', () => pm.response.to.have.status(201));",
                   "pm.environment.set(\\"token\\", body.token); pm.globals.set('order', order);",
                   "postman.setGlobalVariable('id', JSON.parse(responseBody).id);",
                   "pm.collectionVariables.set('size', body.items.length + 1);"]}}],
                 "request": {"method": "POST", "url": "{{base}}/login"}},
                {"name": "Order", "event": [{"listen": "prerequest", "script": {"exec": "pm.variables.set('kind', 'red');"}}],
                 "request": {"url": "{{base}}/orders/{{order}}?t={{token}}&k={{kind}}"}},
                {"name": "Away", "event": [{"listen": "test", "script": {"exec": ["pm.response.to.have.status(302)"]}}], "request": "{{base}}/away"}"""));
        LoadTestSpec spec = ImportTest.valid(draft);
        List<StepSpec> steps = steps(draft);

        assertThat(steps.get(0).request().capture()).containsOnlyKeys("token", "order", "id");
        assertThat(steps.get(0).request().capture().get("token").json()).isEqualTo("$.token");
        assertThat(steps.get(0).request().capture().get("order").json()).isEqualTo("$.orders[0]['order id']");
        assertThat(steps.get(0).request().expect().status()).containsExactly("201");
        assertThat(steps.get(1).request().get()).isEqualTo("/v1/orders/${order}?t=${token}&k=${kind}");
        assertThat(spec.scenario().users().getFirst().variables().get("kind").asText())
                .isEqualTo("red");
        assertThat(steps.get(2).request().followRedirects()).isFalse();
        assertThat(draft.notes()).hasSize(1).first().asString().startsWith("of 3 scripts");
    }
}
