package dev.throng.runner.engine.socket;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The last messages of a WebSocket in both directions, for people. */
final class FrameLog {
    private static final int MOST = 20;
    private static final int MOST_BYTES = 400;
    private static final int MOST_HEX = 32;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private long forgotten;

    /** How many have been told as news. */
    private long told;

    void sent(boolean text, byte[] bytes, int from, int length) {
        add("→ ", text, bytes, from, length);
    }

    void received(boolean text, byte[] bytes, int from, int length) {
        add("← ", text, bytes, from, length);
    }

    void note(String words) {
        add(words);
    }

    private void add(String arrow, boolean text, byte[] bytes, int from, int length) {
        add(arrow + (text ? text(bytes, from, length) : hex(bytes, from, length)));
    }

    private void add(String line) {
        if (lines.size() == MOST) {
            lines.removeFirst();
            forgotten++;
        }
        lines.addLast(line);
    }

    private static String text(byte[] bytes, int from, int length) {
        String shown = new String(bytes, from, Math.min(length, MOST_BYTES), StandardCharsets.UTF_8);
        return length <= MOST_BYTES ? shown : shown + "… (" + length + " bytes)";
    }

    private static String hex(byte[] bytes, int from, int length) {
        String shown = HexFormat.ofDelimiter(" ").formatHex(bytes, from, from + Math.min(length, MOST_HEX));
        return "binary " + shown + (length <= MOST_HEX ? "" : " …") + " (" + length + " bytes)";
    }

    /** Those that nobody has been told of by this yet. */
    String news() {
        long from = Math.max(0, told - forgotten);
        told = forgotten + lines.size();
        return lines.stream().skip(from).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        String all = String.join("\n", lines);
        return forgotten == 0 ? all : "… (" + forgotten + " before)\n" + all;
    }
}
