package dev.throng.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final Messages messages = new Messages();

    @Test
    void fewMessagesStayAsTheyAre() {
        assertThat(messages.fold("status 503, expected 200")).isEqualTo("status 503, expected 200");
        assertThat(messages.fold("status 500, expected 200")).isEqualTo("status 500, expected 200");
    }

    @Test
    void manyMessagesThatDifferInNumbersBecomeOne() {
        fill();
        assertThat(messages.fold("item 4711 not found after 1.5 s")).isEqualTo("item # not found after # s");
        assertThat(messages.fold("item 12 not found after 30 s")).isEqualTo("item # not found after # s");
        assertThat(messages.fold("trace 6ba7b810-9dad-11d1-80b4-00c04fd430c8")).isEqualTo("trace #");
        assertThat(messages.fold("object at 0x7f3a2c, request deadbeef01")).isEqualTo("object at #, request #");
        assertThat(messages.fold("10.0.0.7:8080 refused")).isEqualTo("# refused");
        assertThat(messages.fold("message 3")).as("known as it is").isEqualTo("message 3");
    }

    @Test
    void endlessMessagesEndUnderOther() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            seen.add(messages.fold("x".repeat(i % 250) + (char) ('a' + i % 26)));
        }
        assertThat(seen).hasSize(Messages.DISTINCT + 1).contains(Messages.OTHER);
    }

    @Test
    void longMessagesAreCut() {
        assertThat(messages.fold("y".repeat(10_000))).hasSize(Messages.LENGTH).endsWith("y…");
    }

    private void fill() {
        for (int i = 0; i < Messages.VERBATIM; i++) {
            messages.fold("message " + i);
        }
    }
}
