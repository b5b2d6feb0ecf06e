import dev.throng.scenario.*;
import java.time.Duration;

// What a scenario measures beside its requests: five kinds of metrics, and a protocol of its own. They stand in the summary, the
// report, the live page, _metrics.csv, Prometheus and the resource's status, and can be held to thresholds:
//   ./throng run k8s/samples/java/OwnMetrics.java --host http://localhost:8000 -u 10 -r 10 -t 1m \
//       --threshold 'p95 < 800ms, metric=visit' --threshold 'rate > 20%, metric=full pages' --threshold 'sum > 100, metric=items seen'

class Reader extends HttpUser {
    Wait waitTime = between(0.5, 1.5);

    @Task void visit() {
        try (Transaction visit = transaction("visit")) {
            Response page = client.get("/api/v1/items?limit=20", name("/api/v1/items?limit=N"));
            int items = page.json("$.data").size();
            trend("items per page").add(items);
            counter("items seen").add(items);
            rate("full pages").add(items == 20);
            gauge("pages in all").add(iteration());
            if (!page.ok()) visit.fail();
        }
    }

    // Whatever else the code talks to can be counted as a request.
    @Task void compute() {
        long before = System.nanoTime();
        double sum = 0;
        for (int i = 1; i < 1000; i++) sum += Math.sqrt(i);
        measured("LOCAL", "square roots", Duration.ofNanos(System.nanoTime() - before), 0, sum > 0 ? null : "nothing came of it");
    }
}
