package dev.throng.api.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.pods.EnvSpec;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who is told how a run ended, by a POST to a webhook. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"url", "urlFrom"},
        what = "a webhook's address")
public record NotifySpec(
        @JsonPropertyDescription(
                "What people call it, for example team-chat; unique in the list: the status tells under this name what was sent.")
        @Required
        @Pattern(Patterns.RESOURCE_NAME) @Size(min = 1, max = 63) @Nullable String name,

        @JsonPropertyDescription(
                "What is sent: Throng's own JSON (json), a message for a webhook of Slack (slack) or an adaptive card for a workflow of Teams (teams); json when absent.")
        @Nullable NoticeForm form,

        @JsonPropertyDescription(
                "The webhook's address in plain text, for example http://events.shop.svc/load-tests; for chats, whose addresses are secret, use urlFrom.")
        @Pattern(Patterns.URL) @Size(max = 2048) @Nullable String url,

        @JsonPropertyDescription(
                "Where the webhook's address is kept, for example {secretKeyRef: {name: team-chat, key: url}}; with throng run it is given by --notify.")
        EnvSpec.@Nullable ValueFrom urlFrom,

        @JsonPropertyDescription(
                "Which outcomes are told, for example [ThresholdsFailed, Broken]; all of them when absent.")
        @Size(min = 1, max = 7) @Nullable List<Outcome> outcomes) {}
