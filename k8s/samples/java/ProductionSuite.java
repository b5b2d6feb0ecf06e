import dev.throng.scenario.*;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

// A production suite: three classes of users, weighted reads and writes, checks on status and body, created ids that a later
// delete takes, health checks beside it all, and what is done before, after and with every request. It sends what
// production-suite.yaml sends:
//   ./throng run k8s/samples/java/ProductionSuite.java --host http://localhost:8000 -u 50 -r 10 -t 2m --threshold 'p95 < 500ms'

@Weight(8)
class AuthenticatedAPIUser extends HttpUser {
    private static final Queue<String> CREATED = new ConcurrentLinkedQueue<>();       // shared by a process's users

    Wait waitTime = between(1, 3);

    @Override public void onStart() {
        Response login = client.post("/api/v1/auth/login",
                json(Map.of("email", "loadtest@example.com", "password", "LoadTest123!")));
        if (login.ok()) client.headers().put("Authorization", "Bearer " + login.json("$.access_token").asText());
    }

    @Task(20) void listItems() {
        long page = random().nextLong(1, 11);
        int limit = pick(List.of(10, 20, 50));
        client.get("/api/v1/items?page=" + page + "&limit=" + limit, name("/api/v1/items?page=N&limit=N"),
                expectStatus(200), expectJson("$.data"), expectJson("$.pagination"));
    }

    @Task(15) void oneItem() {
        client.get("/api/v1/items/" + random().nextLong(1, 1001), name("/api/v1/items/{id}"),
                expectStatus(200, 404));                                              // 404 is acceptable
    }

    @Task(10) void search() {
        client.get("/api/v1/items/search?q=" + pick(List.of("python", "api", "test", "data", "user")),
                name("/api/v1/items/search"));
    }

    @Task(3) void create() {
        var item = Map.of("name", "Load Test Item " + letters(8), "description", "Created during load testing", "price", price());
        try (CheckedResponse r = client.check().post("/api/v1/items", json(item), name("/api/v1/items [POST]"))) {
            if (r.status() == 201 && !r.json("$.data.id").isMissing()) CREATED.add(r.json("$.data.id").asText());
            else if (r.status() == 429) r.success();                                  // rate limiting is expected
            else r.fail("status " + r.status() + " without an id");
        }
    }

    @Task(2) void update() {
        String path = "/api/v1/items/" + random().nextLong(1, 101);
        client.put(path, json(Map.of("name", "Updated Item " + random().nextLong(1, 101), "price", price())),
                name("/api/v1/items/{id} [PUT]"));
    }

    @Task(1) void delete() {
        String id = CREATED.poll();
        if (id != null) client.delete("/api/v1/items/" + id, name("/api/v1/items/{id} [DELETE]"));
    }

    private <T> T pick(List<T> some) { return some.get(random().nextInt(some.size())); }

    private double price() { return Math.round((10 + random().nextDouble() * 990) * 100) / 100.0; }

    private String letters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append((char) ('a' + random().nextInt(26)));
        return text.toString();
    }

    @OnRequest void seen(RequestEvent request) {
        if (request.status() >= 500) counter("server errors").add(1);
    }
}

class HealthCheckUser extends HttpUser {
    Wait waitTime = between(5, 10);

    @Task void health() { client.get("/health", name("/health [monitor]"), expectStatus(200)); }
}

class HeavyUser extends HttpUser {
    Wait waitTime = between(0.1, 0.5);

    @Task void rapid() { client.get("/api/v1/items?limit=5"); }
}

class Frame {
    @BeforeRun static String begin() {
        System.err.println("load test started");
        return "";
    }

    @AfterRun static void end() { System.err.println("load test completed"); }
}
