package dev.throng.runner.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.report.NoticeForm;
import dev.throng.runner.stats.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A notice as each kind of webhook wants it. Pure. */
final class Forms {
    /** Slack takes 3,000 characters a section, and what escaping adds counts. */
    private static final int LONGEST = 2_000;

    private final Notice notice;

    private Forms(Notice notice) {
        this.notice = notice;
    }

    /** JSON on one line. */
    static String body(NoticeForm form, Notice notice) {
        Forms forms = new Forms(notice);
        return switch (form) {
            case json -> notice.json();
            case slack -> forms.slack().toString();
            case teams -> forms.teams().toString();
        };
    }

    /** A message of incoming webhooks; its text is what a phone shows. */
    private ObjectNode slack() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("text", escaped(mark() + " " + title() + ": " + sentence()));
        ArrayNode blocks = message.putArray("blocks");
        section(blocks, mark() + " *" + escaped(title()) + "*\n" + escaped(sentence()));
        String links = notice.links().stream()
                .map(link -> "<" + escaped(link.url()) + "|" + escaped(link.title()) + ">")
                .collect(Collectors.joining(" · "));
        List<String> lines = new ArrayList<>(List.of(escaped(figures())));
        if (notice.command() != null) {
            lines.add("`" + escaped(notice.command()) + "`");
        }
        if (!links.isEmpty()) {
            lines.add(links);
        }
        blocks.addObject()
                .put("type", "context")
                .putArray("elements")
                .addObject()
                .put("type", "mrkdwn")
                .put("text", String.join("\n", lines));
        return message;
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** An adaptive card for the workflow "when a webhook request is received". */
    private ObjectNode teams() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard").put("version", "1.4");
        ArrayNode body = card.putArray("body");
        block(body, mark() + " " + title()).put("weight", "Bolder").put("size", "Medium");
        block(body, sentence());
        block(body, figures()).put("isSubtle", true).put("spacing", "Small");
        if (notice.command() != null) {
            block(body, notice.command()).put("fontType", "Monospace").put("spacing", "Small");
        }
        if (!notice.links().isEmpty()) {
            ArrayNode actions = card.putArray("actions");
            notice.links()
                    .forEach(link -> actions.addObject()
                            .put("type", "Action.OpenUrl")
                            .put("title", link.title())
                            .put("url", link.url()));
        }
        return message;
    }

    private static ObjectNode block(ArrayNode body, String text) {
        return body.addObject().put("type", "TextBlock").put("text", text).put("wrap", true);
    }

    private String title() {
        String where = notice.namespace() == null ? "" : notice.namespace() + "/";
        return where + notice.loadTest() + " " + said();
    }

    private String said() {
        return switch (notice.outcome()) {
            case Passed -> "passed";
            case ThresholdsFailed -> "failed";
            case Aborted -> "was aborted";
            case Broken -> "could not be done";
            case Invalid -> "cannot be run";
            case GeneratorUnhealthy -> "says nothing: the generator was the bottleneck";
            case Uncertain -> "is uncertain";
        };
    }

    private String mark() {
        return switch (notice.outcome()) {
            case Passed -> "✅";
            case ThresholdsFailed -> "❌";
            case Aborted, Broken, Invalid, GeneratorUnhealthy, Uncertain -> "⚠️";
        };
    }

    private String sentence() {
        String text = notice.message();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private String figures() {
        List<String> figures = new ArrayList<>(List.of("run " + notice.run()));
        if (notice.requests() != null) {
            figures.add(Figure.of(notice.requests(), "request"));
        }
        if (notice.failureRate() != null) {
            figures.add(Figure.share(notice.failureRate()) + " failed");
        }
        if (notice.p95() != null) {
            figures.add("p95 " + Figure.millis(notice.p95()));
        }
        if (notice.rps() != null) {
            figures.add(Figure.rate(notice.rps()));
        }
        return String.join(" · ", figures);
    }
}
