import dev.throng.scenario.*;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ClientWords extends HttpUser {
    record Item(String name, double price, List<String> tags) {}

    private int told;

    static void must(boolean holds, String what) {
        if (!holds) throw new IllegalStateException(what);
    }

    private static void is(Object found, Object wanted) {
        must(String.valueOf(found).equals(String.valueOf(wanted)), "found " + found + ", not " + wanted);
    }

    @OnRequest void seen(RequestEvent event) {
        told++;
        must(!event.name().isEmpty() && event.duration().toNanos() > 0, "event " + event);
    }

    @Task void everything() {
        methods();
        queriesAndHeaders();
        bodies();
        responses();
        cookies();
        failures();
        together();
    }

    private void methods() {
        is(client.get("/echo").json("$.method").asText(), "GET");
        is(client.post("/echo").json("$.method").asText(), "POST");
        is(client.put("/echo").json("$.method").asText(), "PUT");
        is(client.patch("/echo").json("$.method").asText(), "PATCH");
        is(client.delete("/echo").json("$.method").asText(), "DELETE");
        is(client.options("/echo").json("$.method").asText(), "OPTIONS");
        is(client.request("REPORT", "/echo").json("$.method").asText(), "REPORT");
        is(client.head("/echo").status(), 200);
        is(told, 8);
    }

    private void queriesAndHeaders() {
        client.headers().put("X-All", "all");
        Response r = client.get("/echo?a=1", query("b", "x&y"), query("b", 2), header("X-One", "one"));
        is(r.json("$.uri").asText(), "/echo?a=1&b=x%26y&b=2");
        is(r.json("$.headers['x-all']").asText(), "all");
        is(r.json("$.headers['x-one']").asText(), "one");
        is(client.get("/echo", header("X-All", "own")).json("$.headers['x-all']").asText(), "own");
        is(client.get("/echo", basicAuth("ann", "secret")).json("$.headers.authorization").asText(), "Basic YW5uOnNlY3JldA==");
        is(client.get("/echo", bearer("t")).json("$.headers.authorization").asText(), "Bearer t");
        is(client.get(r.url(), name("absolute")).json("$.uri").asText(), "/echo?a=1&b=x%26y&b=2");
    }

    private void bodies() {
        is(sent(json(new Item("a", 1.5, List.of("x")))), "{\"name\":\"a\",\"price\":1.5,\"tags\":[\"x\"]}");
        is(sent(json(Map.of("n", 1))), "{\"n\":1}");
        is(sent(jsonText("[1, 2]")), "[1, 2]");
        is(sent(field("tag", "a"), field("tag", "b c")), "tag=a&tag=b+c");
        is(sent(form(Map.of("tag", List.of("a", "b")))), "tag=a&tag=b");
        is(sent(body("text")), "text");
        is(sent(body(new byte[] {65, 66})), "AB");
        is(sent(body(new ByteArrayInputStream("stream".getBytes()))), "stream");
        Response upload = client.post("/echo", field("title", "t"), file("photo", "a.png", "image/png", new byte[] {67, 68}));
        must(upload.json("$.headers['content-type']").asText().startsWith("multipart/form-data; boundary="), "multipart");
        String parts = upload.json("$.body").asText();
        must(parts.contains("name=\"title\"\r\n\r\nt\r\n"), "field in " + parts);
        must(parts.contains("filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nCD\r\n"), "file in " + parts);
    }

    private String sent(RequestOption... options) {
        return client.post("/echo", options).json("$.body").asText();
    }

    private void responses() {
        Response r = client.get("/echo", name("echo"), expectStatus(200), expectJson("$.method"), expectJson("$.method", "GET"),
                expectJsonMatches("$.method", "^G"), expectHeader("x-reply"), expectHeader("X-Reply", "a"),
                expectHeaderMatches("X-Reply", "^a$"), expectBody("method"), expectBodyMatches("\"uri\":\"/e"),
                maxDuration(Duration.ofSeconds(30)), timeout(Duration.ofSeconds(30)));
        must(r.ok() && r.problem().isEmpty(), "ok " + r.problem());
        is(r.header("x-REPLY").orElse(""), "a");
        is(r.headers().get("set-cookie").size(), 2);
        is(r.cookie("other").orElse(""), "8");
        is(r.bytes().length, r.text().length());
        is(r.json().get("method").asText(), "GET");
        must(r.json("$.none").isMissing(), "missing");
        must(r.duration().toNanos() > 0 && r.timeToFirstByte().toNanos() > 0, "times");
        is(client.get("/latin").text(), "\u00e4\u00f6");
        Response followed = client.get("/redirect", name("redirect"));
        is(followed.json("$.uri").asText(), "/echo?hop=1");
        is(followed.redirects().getFirst().status(), 302);
        is(client.get("/redirect", followRedirects(false)).status(), 302);
    }

    private void cookies() {
        is(client.cookies().get("sid").orElse(""), "7");
        must(client.get("/echo").json("$.headers.cookie").asText().contains("sid=7"), "cookie sent");
        client.cookies().put("own", "a=b");
        must(client.get("/echo").json("$.headers.cookie").asText().contains("own=a=b"), "own cookie sent");
        try {
            client.cookies().put("own", "a; Domain=example.com");
            must(false, "a cookie ended early");
        } catch (IllegalArgumentException told) {
            must(told.getMessage().contains("semicolon"), told.getMessage());
        }
        client.cookies().clear();
        must(client.get("/echo").json("$.headers.cookie").isMissing(), "cookie forgotten");
    }

    private void failures() {
        must(!client.get("/missing").ok(), "404 is a failure");
        client.get("/echo", name("json"), expectJson("$.none"));
        client.get("/echo", name("header"), expectHeader("X-Reply", "b"));
        client.get("/echo", name("body"), expectBody("nowhere"));
        client.get("/echo", name("json re"), expectJsonMatches("$.method", "^P"));
        client.get("/echo", name("header re"), expectHeaderMatches("X-Reply", "^b"));
        client.get("/echo", name("body re"), expectBodyMatches("^nothing$"));
        client.get("/echo", name("no header"), expectHeader("X-None"));
        Response slow = client.get("/slow", timeout(Duration.ofSeconds(1)));
        must(!slow.ok() && slow.status() == 0, "timed out " + slow);
        try (CheckedResponse r = client.check().get("/missing", name("accepted"))) { r.success(); }
        try (CheckedResponse r = client.check().get("/echo", name("refused"))) { r.fail("not to my liking"); }
    }

    private void together() {
        List<Response> assets = client.parallel("/echo?1", "/echo?2", "/echo?3");
        is(assets.stream().map(r -> r.json("$.uri").asText()).toList(), List.of("/echo?1", "/echo?2", "/echo?3"));
    }
}
