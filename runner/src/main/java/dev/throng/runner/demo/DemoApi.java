package dev.throng.runner.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo target answers: a function of the call and the entries, without network or time. Thread-safe. */
final class DemoApi {
    static final String TOKEN = "demo-token";
    private static final Pattern LOGIN = Pattern.compile("(/api/v1)?/auth/login");
    private static final Pattern COLLECTION = Pattern.compile("(?:/api/v1)?/(items|users)");
    private static final Pattern SEARCH = Pattern.compile("(?:/api/v1)?/(items|users)/search");
    private static final Pattern ENTRY = Pattern.compile("(?:/api/v1)?/(items|users)/([^/]{1,40})");
    private static final JsonMapper JSON = new JsonMapper();

    private final boolean requireLogin;
    private final Map<String, Collection> collections;

    private final WebShop shop;

    DemoApi(boolean requireLogin) {
        this.requireLogin = requireLogin;
        Collection items = new Collection("Item");
        collections = Map.of("items", items, "users", new Collection("User"));
        shop = new WebShop(items);
    }

    Answer answer(Call call) {
        if (call.path().equals("/health")) {
            return Answer.ok(JsonNodeFactory.instance.objectNode().put("status", "ok"));
        }
        if (LOGIN.matcher(call.path()).matches()) {
            return call.method().equals("POST") ? login(call) : Answer.error(405, "method not allowed");
        }
        if (requireLogin && !("Bearer " + TOKEN).equals(call.authorization())) {
            return Answer.error(401, "not authenticated");
        }
        return routed(call);
    }

    private Answer routed(Call call) {
        Matcher search = SEARCH.matcher(call.path());
        if (search.matches() && call.method().equals("GET")) {
            return search(collection(search), call);
        }
        Matcher all = COLLECTION.matcher(call.path());
        if (all.matches()) {
            return collection(collection(all), call);
        }
        Matcher entry = ENTRY.matcher(call.path());
        return entry.matches()
                ? entry(collection(entry), entry.group(2), call)
                : shop.answer(call).orElseGet(() -> Answer.error(404, "not found"));
    }

    private Collection collection(Matcher path) {
        return Optional.ofNullable(collections.get(path.group(1))).orElseThrow();
    }

    private static Answer login(Call call) {
        Optional<ObjectNode> body = object(call.body());
        if (body.isEmpty() || body.get().path("email").asText().isEmpty()) {
            return Answer.error(422, "email is required");
        }
        if (body.get().path("password").asText().isEmpty()) {
            return Answer.error(401, "wrong email or password");
        }
        return Answer.ok(JsonNodeFactory.instance
                .objectNode()
                .put("access_token", TOKEN)
                .put("token_type", "bearer")
                .put("expires_in", 3600));
    }

    private static Answer collection(Collection entries, Call call) {
        return switch (call.method()) {
            case "GET", "HEAD" -> page(entries, call);
            case "POST" ->
                object(call.body())
                        .map(fields -> Answer.of(201, data(entries.create(fields))))
                        .orElseGet(() -> Answer.error(422, "the body must be a JSON object"));
            default -> Answer.error(405, "method not allowed");
        };
    }

    private static Answer entry(Collection entries, String idText, Call call) {
        long id;
        try {
            id = Long.parseLong(idText);
        } catch (NumberFormatException e) {
            return Answer.error(422, "the id must be a number");
        }
        return switch (call.method()) {
            case "GET", "HEAD" -> entries.get(id).map(e -> Answer.ok(data(e))).orElseGet(DemoApi::missing);
            case "PUT", "PATCH" ->
                object(call.body())
                        .map(fields -> entries.update(id, fields)
                                .map(e -> Answer.ok(data(e)))
                                .orElseGet(DemoApi::missing))
                        .orElseGet(() -> Answer.error(422, "the body must be a JSON object"));
            case "DELETE" -> entries.delete(id) ? Answer.of(204, null) : missing();
            default -> Answer.error(405, "method not allowed");
        };
    }

    private static Answer page(Collection entries, Call call) {
        int page = call.number("page", 1, 1, 1_000_000);
        int limit = call.number("limit", 20, 1, 100);
        ObjectNode body = list(entries.page(page, limit));
        body.putObject("pagination").put("page", page).put("limit", limit).put("total", entries.size());
        return Answer.ok(body);
    }

    private static Answer search(Collection entries, Call call) {
        return Answer.ok(list(entries.search(call.query().getOrDefault("q", ""), 20)));
    }

    private static Answer missing() {
        return Answer.error(404, "no such entry");
    }

    private static ObjectNode data(ObjectNode entry) {
        return JsonNodeFactory.instance.objectNode().set("data", entry);
    }

    private static ObjectNode list(List<ObjectNode> entries) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("data").addAll(entries);
        return body;
    }

    private static Optional<ObjectNode> object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
