import dev.throng.scenario.*;
import java.time.Duration;
import java.util.List;
import java.util.Map;

// A language model that streams its answers, and a feed of news: what k8s/samples/language-model.yaml does, in Java.
//   ./throng demo-target &
//   ./throng run k8s/samples/java/LanguageModel.java --host http://localhost:8000 -u 20 -r 10 -t 1m \
//       --threshold 'p95 < 500ms, metric=chat first token' --threshold 'p99 < 200ms, metric=chat between tokens'

class Asker extends HttpUser {
    static final List<String> SUBJECTS = List.of("rivers", "bridges", "throngs");

    Wait waitTime = between(0.1, 0.5);

    @Task(4) void chat() {
        String subject = SUBJECTS.get(random().nextInt(SUBJECTS.size()));
        Response answer = client.post("/v1/chat/completions", name("chat"),
            json(Map.of(
                "model", "demo",
                "stream", true,
                "stream_options", Map.of("include_usage", true),
                "max_tokens", random().nextInt(10, 41),
                "messages", List.of(Map.of("role", "user", "content", "Tell me about " + subject)))),
            // what has no such content is no token: the first chunk, the last, the usage
            stream(Events.events().until("[DONE]").token("$.choices[0].delta.content")
                .firstWithin(Duration.ofSeconds(5)).nextWithin(Duration.ofSeconds(2))));
        // $ is the list of what the events have carried
        if (answer.ok()) counter("tokens of the model").add(answer.json("$[*].usage.completion_tokens").asInt());
    }

    @Task(1) void news() {
        client.get("/events?every=50", name("news"), stream(Events.events().atMost(10).named("tick")));
    }
}
