import dev.throng.scenario.*;
import java.util.Map;

// Users of a small API, who log in and then list, look at and create items:
//   ./throng run k8s/samples/java/ApiUser.java --host http://localhost:8000 -u 100 -r 10 -t 5m
class ApiUser extends HttpUser {
    Wait waitTime = between(1, 3);

    @Override public void onStart() {
        Response login = client.post("/api/v1/auth/login", json(Map.of("email", "loadtest@example.com", "password", "LoadTest123!")));
        if (login.ok()) client.headers().put("Authorization", "Bearer " + login.json("$.access_token").asText());
    }

    @Task(10) void listItems() { client.get("/api/v1/items?limit=20"); }

    @Task(3) void oneItem() {
        try (CheckedResponse r = client.check().get("/api/v1/items/" + random().nextInt(1, 1000), name("/api/v1/items/{id}"))) {
            if (r.status() == 404) r.success();
            else if (r.duration().toMillis() > 500) r.fail("too slow");
        }
    }

    @Task(1) void create() { client.post("/api/v1/items", json(Map.of("name", "Item", "price", 9.5))); }
}
