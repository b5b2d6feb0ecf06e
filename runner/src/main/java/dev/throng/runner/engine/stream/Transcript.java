package dev.throng.runner.engine.stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What events have carried, as a list in JSON: as much as is needed, or else its beginning for people who look at failures. */
final class Transcript {
    private static final int BEGINNING = 4096;

    private final SinkPool sinks;
    private final JsonDocument document;
    private final boolean needed;
    private final int mostBytes;
    private @Nullable ByteSink kept;
    private boolean full;
    private boolean closed;

    Transcript(SinkPool sinks, JsonDocument document, boolean needed, int mostBytes) {
        this.sinks = sinks;
        this.document = document;
        this.needed = needed;
        this.mostBytes = needed ? mostBytes : Math.min(BEGINNING, mostBytes);
    }

    void add(byte[] data, int from, int length) {
        ByteSink list = kept;
        int before = list == null ? 1 : list.length();
        full |= before + (long) length > mostBytes;
        if (full) {
            return;
        }
        if (list == null) {
            list = sinks.take();
            kept = list;
            list.append((byte) '[');
        } else {
            list.append(",\n");
        }
        if (length > 0 && document.set(data, from, length).flaw() == null) {
            list.append(data, from, length);
        } else {
            text(list, new String(data, from, length, StandardCharsets.UTF_8));
        }
    }

    private static void text(ByteSink list, String text) {
        list.append((byte) '"');
        list.append(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        list.append((byte) '"');
    }

    /** Whether there was more than is allowed, and is needed. */
    boolean isCutShort() {
        return full && needed;
    }

    void show(Content content) {
        ByteSink list = kept;
        if (list == null) {
            byte[] none = "[]".getBytes(StandardCharsets.UTF_8);
            content.set(none, 0, none.length);
            return;
        }
        if (!closed) {
            closed = true;
            list.append((byte) ']');
        }
        content.set(list.array(), 0, list.length());
    }

    void release() {
        ByteSink list = kept;
        if (list != null) {
            kept = null;
            sinks.give(list);
        }
    }

    /** Whether a value of JSON is something: neither null, nor empty. */
    static boolean isSomething(Object value) {
        return switch (value) {
            case String text -> !text.isEmpty();
            case JsonNode node -> !node.isNull() && !(node.isContainerNode() && node.isEmpty());
            default -> true;
        };
    }
}
