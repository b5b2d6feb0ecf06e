package dev.throng.runner.plan.step;

import dev.throng.runner.script.Template;
import java.util.List;

/** What steps of WebSockets are made of. */
public final class Conversation {
    private Conversation() {}

    /**
     * How a WebSocket is opened.
     *
     * @param socket what the user calls it
     * @param protocols that are offered
     * @param compress whether compression is
     */
    public record Opening(String socket, List<String> protocols, boolean compress, Figures figures) {}

    /**
     * What is measured is called so.
     *
     * @param session from open to closed
     * @param sent messages that were sent
     * @param received messages that came
     */
    public record Figures(String session, String sent, String received) {
        public static Figures of(String whose) {
            return new Figures(whose + " session", whose + " messages sent", whose + " messages received");
        }

        public List<String> all() {
            return List.of(session, sent, received);
        }
    }

    /**
     * A message that is sent.
     *
     * @param intervalNanos between two of them; 0 when it is sent once
     * @param periodNanos how long it is sent so
     */
    public record Message(boolean text, Template content, long intervalNanos, long periodNanos) {
        public boolean isRepeated() {
            return intervalNanos > 0;
        }
    }

    /** How long so many messages are waited for that are as expected. */
    public record Patience(long withinNanos, int count) {}
}
