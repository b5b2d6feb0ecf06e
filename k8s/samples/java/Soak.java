import dev.throng.scenario.*;
import java.util.Map;

// Hours of steady load, to find leaks and slow decay. It sends what soak.yaml sends, and measures reading and updating as a whole:
//   ./throng run k8s/samples/java/Soak.java --host http://localhost:8000 -u 50 -r 5 -t 2h --threshold 'p95 < 1s, metric=read and update'

class SoakUser extends HttpUser {
    Wait waitTime = between(1, 3);

    @Task(3) void list() { client.get("/api/v1/items?page=" + random().nextLong(1, 11), name("/api/v1/items?page=N")); }

    @Task void readAndUpdate() {
        try (Transaction both = transaction("read and update")) {
            Response item = client.get("/api/v1/items/" + random().nextLong(1, 101), name("/api/v1/items/{id}"));
            pause(0.5);
            String id = item.json("$.data.id").asText();
            double price = Math.round((10 + random().nextDouble() * 990) * 100) / 100.0;
            if (!client.put("/api/v1/items/" + id, json(Map.of("name", "Item " + id, "price", price)),
                    name("/api/v1/items/{id} [PUT]")).ok()) both.fail();
        }
    }
}
