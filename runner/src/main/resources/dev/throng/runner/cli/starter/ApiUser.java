import dev.throng.scenario.*;
import java.util.Map;

/** One user of the API: logs in, then lists and looks at items, and now and then creates one. */
class ApiUser extends HttpUser {
    /** Between two tasks, in seconds. */
    Wait waitTime = between(1, 3);

    @Override
    public void onStart() {
        Response login = client.post("/api/v1/auth/login",
                json(Map.of("email", "loadtest@example.com", "password", "LoadTest123!")));
        if (login.ok()) {
            client.headers().put("Authorization", "Bearer " + login.json("$.access_token").asText());
        }
    }

    @Task(10)
    void listItems() {
        client.get("/api/v1/items", query("limit", 20), expectStatus(200), expectJson("$.data"));
    }

    @Task(3)
    void oneItem() {
        client.get("/api/v1/items/" + random().nextInt(1, 100), name("/api/v1/items/{id}"), expectStatus(200, 404));
    }

    @Task(1)
    void createItem() {
        client.post("/api/v1/items", json(Map.of("name", "Item", "price", 9.5)), expectStatus(201, 429));
    }
}
