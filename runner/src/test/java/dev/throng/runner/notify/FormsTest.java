package dev.throng.runner.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.api.report.NoticeForm;
import dev.throng.api.report.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void slackIsToldInBlocksWithItsOwnCharactersEscaped() throws Exception {
        JsonNode message = JSON.readTree(Forms.body(NoticeForm.slack, SenderTest.NOTICE));
        assertThat(message.path("text").asText())
                .isEqualTo("❌ shop/items failed: p95 &lt; 500ms does not hold: 612 ms");
        assertThat(message.at("/blocks/0/text/text").asText())
                .isEqualTo("❌ *shop/items failed*\np95 &lt; 500ms does not hold: 612 ms");
        assertThat(message.at("/blocks/1/elements/0/text").asText()).isEqualTo("""
                run items-3 · 1,200 requests · 0.50 % failed · p95 612 ms · 40.0/s
                `kubectl throng report items -n shop`
                <https://s3/items-3.json|result>""");
    }

    @Test
    void teamsIsToldByACard() throws Exception {
        JsonNode card =
                JSON.readTree(Forms.body(NoticeForm.teams, SenderTest.NOTICE)).at("/attachments/0/content");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.at("/body/1/text").asText()).isEqualTo("p95 < 500ms does not hold: 612 ms");
        assertThat(card.at("/actions/0/url").asText()).isEqualTo("https://s3/items-3.json");
    }

    @ParameterizedTest
    @EnumSource
    void everyOutcomeHasItsWords(Outcome outcome) throws Exception {
        Notice bare = new Notice(
                "1",
                "/throng/run",
                "items",
                null,
                null,
                "1",
                null,
                outcome,
                "why",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
        for (NoticeForm form : NoticeForm.values()) {
            assertThat(JSON.readTree(Forms.body(form, bare)).isObject()).isTrue();
        }
        assertThat(Forms.body(NoticeForm.slack, bare))
                .contains("items ")
                .contains("run 1")
                .doesNotContain("null");
    }
}
