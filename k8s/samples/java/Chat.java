import dev.throng.scenario.*;
import java.time.Duration;
import java.util.Map;

// Members of a chat over WebSockets: what k8s/samples/websocket.yaml does, in Java.
//   ./throng demo-target &
//   ./throng run k8s/samples/java/Chat.java --host http://localhost:8000 -u 20 -r 10 -t 30s \
//       --threshold 'p95 < 250ms' --threshold 'failureRate < 1%, metric=chat session'

class Member extends HttpUser {
    Wait waitTime = between(0.1, 0.5);

    @Task void chat() {
        try (WebSocket chat = client.webSocket("/echo", name("chat"), compressed())) {
            if (!chat.ok()) return;
            String room = "room-" + random().nextInt(1, 10);
            // what else comes is passed over until an answer is as expected
            Response joined = chat.send(name("join"), json(Map.of("type", "joined", "room", room)),
                within(Duration.ofSeconds(2)), expectJson("$.room", room));
            if (joined.ok()) counter("joined " + joined.json("$.type").asText()).add(1);

            chat.send(name("say"), json(Map.of("type", "news", "text", "hello")));
            chat.await(Duration.ofSeconds(2), name("news"), expectJson("$.type", "news"), maxDuration(Duration.ofMillis(500)));

            // ten a second, each with an answer of its own
            chat.sendAtRate(10, Duration.ofSeconds(1), name("ticks"), body("tick"), within(Duration.ofSeconds(1)));
        }
    }
}
