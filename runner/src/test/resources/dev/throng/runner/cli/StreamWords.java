import dev.throng.scenario.*;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

class StreamWords extends HttpUser {
    @Task void streams() {
        Response events = client.get("/events?count=3&every=0", name("all"), stream(Events.events().atLeast(3)));
        check(events.ok(), events);
        check(events.json().size() == 3 && events.json("$[2].number").asInt() == 2, events.text());
        check(events.header("Content-Type").orElse("").startsWith("text/event-stream"), events.headers());

        Response lines = client.get("/lines?count=5&every=0", name("lines"), stream(Events.lines().atMost(2).metric("rows")));
        check(lines.ok() && lines.json().size() == 2 && lines.json("$[1].number").asInt() == 1, lines.text());

        Response nothing = client.get("/lines?count=5&every=0", name("unkept"), stream(Events.pieces().unkept()));
        check(nothing.ok() && nothing.bytes().length == 0, nothing.text());

        Response some = client.get("/events?count=1000000&every=5", name("while"), stream(Events.events().during(Duration.ofMillis(60))));
        check(some.ok() && some.duration().toMillis() >= 60, some);

        Response few = client.get("/events?count=3&every=0", name("few"), stream(Events.events().atMost(5)));
        check(few.problem().orElse("").equals("the stream ended after 3 events, expected 5"), few);

        Response late = client.get("/events?count=2&every=60000", name("late"), stream(Events.events().nextWithin(Duration.ofSeconds(1))));
        check(!late.ok(), late);

        try (CheckedResponse own = client.check().get("/events?count=1&every=0", name("own"), stream(Events.events()))) {
            own.fail("only " + own.json().size());
        }
        Response missing = client.get("/none", name("missing"), expectStatus(404), stream(Events.events()));
        check(missing.ok(), missing);

        refuses("until(\"\"): every event holds that", () -> Events.events().until(""));
        refuses("atMost(0): must be above 0", () -> Events.events().atMost(0));
        refuses("atLeast(5): the user ends the stream after 3 events", () -> Events.events().atMost(3).atLeast(5));
        refuses("named(\"tick\"): only server-sent events have names", () -> Events.lines().named("tick"));
        refuses("during(PT0S): must be above 0", () -> Events.events().during(Duration.ZERO));
        refuses("stream(…): what answers a HEAD has no body", () -> client.head("/events", stream(Events.events())));
        refuses("$[: ", () -> client.get("/events", stream(Events.events().token("$["))));
    }

    private static void refuses(String words, Supplier<Object> what) {
        try {
            what.get();
        } catch (IllegalArgumentException refused) {
            check(refused.getMessage().startsWith(words), refused.getMessage());
            return;
        }
        throw new AssertionError("not refused: " + words);
    }

    private static void check(boolean holds, Object what) {
        if (!holds) throw new AssertionError(what + "");
    }
}
