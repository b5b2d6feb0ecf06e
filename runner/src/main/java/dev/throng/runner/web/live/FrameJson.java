package dev.throng.runner.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.Setting;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a frame's tables, and what does not change while a run goes on. */
final class FrameJson {
    private FrameJson() {}

    static void name(JsonGenerator json, Live.NameFigures row) throws IOException {
        key(json, row.key());
        json.writeNumber(row.warmupRequests());
        LiveJson.figures(json, row.totals());
        LiveJson.figures(json, row.recent());
    }

    static void failure(JsonGenerator json, Live.Failure row) throws IOException {
        key(json, row.key());
        json.writeString(row.kind().name());
        json.writeString(row.message());
        json.writeNumber(row.occurrences());
        json.writeNumber(row.warmupOccurrences());
        json.writeNumber(row.firstSeenMillis());
        json.writeNumber(row.lastSeenMillis());
    }

    private static void key(JsonGenerator json, RequestKey key) throws IOException {
        json.writeString(key.user());
        json.writeString(key.name());
        json.writeString(key.method());
    }

    private static void setting(JsonGenerator json, Setting setting) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", setting.name());
        json.writeStringField("help", setting.help());
        json.writeStringField("kind", setting.kind().name());
        json.writeStringField("value", setting.value());
        json.writeArrayFieldStart("choices");
        for (String choice : setting.choices()) {
            json.writeString(choice);
        }
        json.writeEndArray();
        json.writeBooleanField("required", setting.required());
        json.writeEndObject();
    }

    /** What does not change while the run goes on. */
    static void run(JsonGenerator json, Plan plan, boolean repeatable, @Nullable Verdict verdict) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", plan.name());
        json.writeStringField("target", plan.shownTarget());
        json.writeBooleanField("interactive", plan.shape().isEmpty());
        json.writeBooleanField("repeatable", repeatable);
        json.writeArrayFieldStart("phases");
        for (Phase phase : plan.phases()) {
            json.writeStartArray();
            json.writeString(phase.name());
            json.writeBoolean(phase.judged());
            LiveJson.number(json, phase.fromNanos() / 1e9);
            LiveJson.number(json, phase.toNanos() == Long.MAX_VALUE ? Double.NaN : phase.toNanos() / 1e9);
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("settings");
        for (Setting setting : plan.scenario().map(Scenario::settings).orElse(List.of())) {
            setting(json, setting);
        }
        json.writeEndArray();
        json.writeFieldName("verdict");
        if (verdict == null) {
            json.writeNull();
        } else {
            LiveJson.verdict(json, verdict);
        }
        json.writeEndObject();
    }
}
