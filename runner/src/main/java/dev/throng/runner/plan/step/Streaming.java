package dev.throng.runner.plan.step;

import dev.throng.api.step.StreamFormat;
import dev.throng.runner.script.json.JsonQuery;
import java.util.List;
import java.util.Optional;

/**
 * A response that comes as a stream of events, and when the user has had enough of it.
 *
 * @param until text in the event that is the last; empty when there is none
 * @param most events, after which the user ends it; {@link #NO_LIMIT} when it does not
 * @param periodNanos from the sending, after which the user ends it
 * @param least events that must have come
 * @param named what counts, by the name that the server gives it; empty: every name does
 * @param token what counts, by what is in it
 * @param firstNanos longest time from the sending to the first event
 * @param nextNanos longest time between two events
 */
public record Streaming(
        StreamFormat format,
        String until,
        long most,
        long periodNanos,
        long least,
        String named,
        Optional<JsonQuery> token,
        Figures figures,
        long firstNanos,
        long nextNanos) {
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /**
     * What is measured is called so.
     *
     * @param noun what an event is called
     * @param first time to the first event, from the intended start
     * @param between time between two events
     * @param perSecond events per second of one stream, from the first to the last
     * @param count how many there were
     */
    public record Figures(String noun, String first, String between, String perSecond, String count) {
        /** @param whose for example {@code chat} @param noun for example {@code token} */
        public static Figures of(String whose, String noun) {
            String plural = noun + "s";
            return new Figures(
                    noun,
                    whose + " first " + noun,
                    whose + " between " + plural,
                    whose + " " + plural + " per second",
                    whose + " " + plural);
        }

        public List<String> all() {
            return List.of(first, between, perSecond, count);
        }
    }
}
