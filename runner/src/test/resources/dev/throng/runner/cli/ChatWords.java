import dev.throng.scenario.*;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

class ChatWords extends HttpUser {
    static final Duration SOON = Duration.ofSeconds(20);

    @Task void talks() {
        WebSocket chat = client.webSocket("/echo", name("chat"));
        check(chat.ok() && chat.handshake().status() == 101, chat.handshake());

        Response answer = chat.send(name("ask"), json(Map.of("n", 1)), within(SOON), expectJson("$.n", 1), maxDuration(SOON));
        check(answer.ok() && answer.json("$.n").asInt() == 1 && answer.duration().isPositive(), answer.text());
        check(answer.status() == 0 && answer.headers().isEmpty(), answer.headers());

        for (int n = 2; n < 6; n++) check(chat.send(name("say"), jsonText("{\"n\": " + n + "}")).ok(), n);
        Response fifth = chat.await(SOON, name("fifth"), expectJson("$.n", 5));
        check(fifth.ok() && fifth.text().equals("{\"n\": 5}"), fifth.text());

        chat.send(name("say"), body("nothing like it"));
        Response none = chat.await(Duration.ofSeconds(1), name("missing"), expectJson("$.n", 9));
        check(none.problem().orElse("").equals("no such message within 1 s, the last one: $.n missing"), none);
        check(none.text().isEmpty(), none.text());

        byte[] bytes = {0, 1, 2, -1};
        Response binary = chat.send(name("binary"), body(bytes), within(SOON), request -> request.expect(
            r -> Arrays.equals(r.bytes(), bytes) ? null : "other bytes"));
        check(binary.ok(), binary);

        Response late = chat.send(name("late"), body("x"), within(SOON), maxDuration(Duration.ZERO));
        check(late.problem().orElse("").startsWith("took "), late);

        Response ticks = chat.sendAtRate(100, Duration.ofMillis(200), name("ticks"), body("tick"), within(SOON));
        check(ticks.ok(), ticks);

        try {
            chat.send(name("thrown"), body("x"), within(SOON), request -> request.expect(r -> { throw new IllegalStateException("own"); }));
            check(false, "not thrown");
        } catch (IllegalStateException own) {
            check(own.getMessage().equals("own"), own);
        }
        try {
            chat.send(name("within"), body("x"), within(SOON), request -> request.expect(r -> { chat.await(SOON); return null; }));
            check(false, "not thrown");
        } catch (IllegalStateException own) {
            check(own.getMessage().equals("a check of a message can't talk over a WebSocket itself"), own);
        }
        try {
            chat.send(name("closed within"), body("x"), within(SOON), request -> request.expect(r -> { chat.close(); return null; }));
            check(false, "not thrown");
        } catch (IllegalStateException own) {
            check(own.getMessage().equals("a check of a message can't talk over a WebSocket itself"), own);
        }
        check(chat.close(3000, name("bye")).ok(), "close");
        Response gone = chat.send(name("gone"), body("x"));
        check(gone.problem().orElse("").equals("no WebSocket is open"), gone);
        chat.close();

        WebSocket refused = client.webSocket("/none", name("refused"));
        check(!refused.ok() && refused.handshake().problem().orElse("").equals("status 404, expected 101"), refused.handshake());
        refused.close();

        WebSocket left = client.webSocket("/echo", name("left open"), compressed(), protocols());
        check(left.send(body("hello".repeat(100)), within(SOON)).text().length() == 500, "left");

        refuses("send(…): nothing is waited for", () -> left.send(body("x"), expectBody("x")));
        refuses("there is nothing to be sent", () -> left.send(within(SOON)));
        refuses("await(…): nothing is sent", () -> left.await(SOON, body("x")));
        refuses("await(PT0S, …): must be above 0", () -> left.await(Duration.ZERO));
        refuses("within(PT-1S): must be above 0", () -> left.send(body("x"), within(Duration.ofSeconds(-1))));
        refuses("sendAtRate(0.0, …): must be above 0", () -> left.sendAtRate(0, SOON, body("x")));
        refuses("expectStatus(…): a message has no status", () -> left.send(body("x"), within(SOON), expectStatus(200)));
        refuses("a message has neither headers nor a form", () -> left.send(form(Map.of("a", 1))));
        refuses("close(1005): must not be sent", () -> left.close(1005));
        refuses("webSocket(…): a handshake has no content", () -> client.webSocket("/echo", body("x")));

        left.send(name("leaves"), body("x"), within(SOON), request -> request.expect(r -> { stopUser(); return null; }));
        check(false, "still here");
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
