package dev.throng.runner.script.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A body that may be JSON, for any number of queries: checked as a whole at the first of them, and only then; the members
 * of an object at its root are noted on the way. A view into somebody else's array. One per loop, reused from body to
 * body; confined to its loop.
 */
public final class JsonDocument {
    private static final byte[] NOTHING = new byte[0];
    private static final int UNSEEN = -2;

    private final JsonMembers members = new JsonMembers();
    private byte[] bytes = NOTHING;
    private int from;
    private int end;
    private int root = UNSEEN;
    private @Nullable Object plain;

    /** Takes another body; it must not change as long as it is asked about. */
    public JsonDocument set(byte[] body, int start, int length) {
        bytes = body;
        from = start;
        end = start + length;
        root = UNSEEN;
        plain = null;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Position behind the body. */
    int end() {
        return end;
    }

    /** Position of the root value; negative when the body is no JSON. A byte order mark is passed over. */
    int root() {
        if (root == UNSEEN) {
            int start = isMarked() ? from + 3 : from;
            members.clear();
            root = JsonGrammar.document(bytes, start, end, members) < 0 ? -1 : JsonGrammar.space(bytes, start, end);
        }
        return root;
    }

    /** Position of a member of the root; negative when there is none. */
    int member(ByteQuery.Step.Name name) {
        return root() < 0 ? -1 : members.find(bytes, name);
    }

    /** Why it is no JSON, and where it stops being it, for people; null when it is JSON. */
    public @Nullable String flaw() {
        return root() >= 0
                ? null
                : Json.flaw(bytes, isMarked() ? from + 3 : from, end - (isMarked() ? from + 3 : from));
    }

    /** In maps and lists; null when it is no JSON, or null itself. */
    @Nullable Object plain() {
        if (plain == null && root() >= 0) {
            plain = Json.plain(bytes, from, end - from);
        }
        return plain;
    }

    private boolean isMarked() {
        return end - from >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
    }

    @Override
    public String toString() {
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
