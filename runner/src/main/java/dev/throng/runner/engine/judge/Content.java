package dev.throng.runner.engine.judge;

import dev.throng.runner.script.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A response's decoded body, as a view into somebody else's array; valid while the response is judged. */
public final class Content {
    private static final byte[] NOTHING = new byte[0];

    private final JsonDocument json = new JsonDocument();
    private byte[] array = NOTHING;
    private int from;
    private int length;
    private @Nullable String text;

    public void set(byte[] bytes, int start, int count) {
        array = bytes;
        from = start;
        length = count;
        text = null;
        json.set(bytes, start, count);
    }

    void clear() {
        set(NOTHING, 0, 0);
    }

    /** As JSON; checked once, when it is first asked about. */
    public JsonDocument json() {
        return json;
    }

    public byte[] array() {
        return array;
    }

    public int from() {
        return from;
    }

    public int length() {
        return length;
    }

    /** As text in UTF-8; decoded once. */
    String text() {
        String known = text;
        if (known == null) {
            known = new String(array, from, length, StandardCharsets.UTF_8);
            text = known;
        }
        return known;
    }

    boolean contains(byte[] wanted) {
        int last = from + length - wanted.length;
        for (int start = from; start <= last; start++) {
            if (matchesAt(start, wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesAt(int start, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (array[start + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
