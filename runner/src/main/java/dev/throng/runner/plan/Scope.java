package dev.throng.runner.plan;

import dev.throng.runner.script.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the requests a threshold is about, beside their name, and which of their times.
 *
 * @param user user class; all of them when empty
 * @param load one of several side by side; all of them when empty
 * @param tag whose requests; all of them when empty
 * @param stage a phase that is judged; all of those when empty
 * @param status answers' status, {@code 429} or {@code 5xx}
 * @param over length of the windows of which each must hold; the whole run when empty
 */
public record Scope(
        Optional<String> user,
        Optional<LoadPart> load,
        Optional<Tagged> tag,
        Optional<Phase> stage,
        Optional<String> status,
        Time time,
        Optional<Duration> over) {
    /** All requests, over the whole run. */
    public static final Scope ALL = new Scope(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Time.RESPONSE,
            Optional.empty());

    /** Which time of a request. */
    public enum Time {
        /** From the intended start to the last byte. */
        RESPONSE("response time"),
        /** From the actual send to the last byte. */
        SERVICE("service time"),
        /** From the actual send to the first byte. */
        FIRST_BYTE("time to first byte");

        private final String words;

        Time(String words) {
            this.words = words;
        }
    }

    /** Whether an answer with this status is meant. */
    public boolean admits(int code) {
        return status.map(text -> text.endsWith("xx")
                        ? code / 100 == text.charAt(0) - '0'
                        : String.valueOf(code).equals(text))
                .orElse(true);
    }

    /** Whether it is about a part of the users or of the time, so that it is not enough to look at all requests of a name. */
    public boolean isPart() {
        return user.isPresent() || load.isPresent() || tag.isPresent() || stage.isPresent();
    }

    /** Whether requests of this row of the statistics are meant. */
    public boolean admits(String userClass, String name, String method) {
        return user.map(userClass::equals).orElse(true)
                && load.map(part -> part.users().contains(userClass)).orElse(true)
                && tag.map(tagged -> tagged.rows().contains(new Tagged.Row(userClass, name, method)))
                        .orElse(true);
    }

    /** For people, after the name: {@code user Visitor}, {@code stage peak}, {@code service time}. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        user.ifPresent(text -> words.add("user " + text));
        load.ifPresent(part -> words.add("load " + part.name()));
        tag.ifPresent(tagged -> words.add("tag " + tagged.tag()));
        stage.ifPresent(phase -> words.add("stage " + phase.name()));
        status.ifPresent(text -> words.add("status " + text));
        if (time != Time.RESPONSE) {
            words.add(time.words);
        }
        return words;
    }

    /** {@code 30 s}; empty without windows. */
    public Optional<String> window() {
        return over.map(Durations::said);
    }
}
