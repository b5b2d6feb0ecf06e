import dev.throng.scenario.*;
import java.time.Duration;
import java.util.Map;

// Calls of gRPC: what k8s/samples/grpc.yaml does, in Java. The demo target tells what it offers by reflection; an items.proto beside this
// file would be read instead.
//   ./throng demo-target &
//   ./throng run k8s/samples/java/Items.java --host http://localhost:8000 -u 50 -r 10 -t 1m --threshold 'p95 < 500ms'

class Shopper extends HttpUser {
    Wait waitTime = between(0.1, 0.5);

    @Task(8) void lookAtAnItem() {
        GrpcResponse all = client.grpc("demo.v1.Items/ListItems", message(Map.of("limit", 20)), expectJson("$[19].id"));
        if (!all.ok()) return;
        int id = all.json("$").get(random().nextInt(20)).get("id").asInt();
        client.grpc("demo.v1.Items/GetItem", message(Map.of("id", id)), header("x-shopper", "" + userNumber()),
            deadline(Duration.ofSeconds(2)), expectJson("$.id", id), expectJsonMatches("$.name", "^Item"));
    }

    @Task void anItemThatIsNotThere() {
        GrpcResponse none = client.grpc("demo.v1.Items/GetItem", name("no such item"), message(Map.of("id", 0)),
            expectGrpcStatus(GrpcStatus.NOT_FOUND));
        if (none.ok()) counter("told " + none.grpcMessage()).add(1);
    }

    @Task void addItems() {
        client.grpc("demo.v1.Items/AddItems", messages(Map.of("name", "one", "price", 9.5), "{\"name\": \"another\", \"price\": 12}"),
            every(Duration.ofMillis(10)), expectJson("$.count", 2));
    }
}
