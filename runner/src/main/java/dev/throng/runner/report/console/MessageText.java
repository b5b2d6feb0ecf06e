package dev.throng.runner.report.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** An HTTP message as lines that people read: the head, an empty line, the body with JSON set out, cut to a sensible length. */
final class MessageText {
    /** First character of a line that is no part of the message. */
    static final String NOTE = "\u0001";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_LINES = 24;

    /** Below this, JSON stays on one line. */
    private static final int SHORT = 100;

    private MessageText() {}

    static List<String> lines(String message, boolean whole) {
        int end = message.indexOf("\r\n\r\n");
        String head = end < 0 ? message : message.substring(0, end);
        String body = end < 0 ? "" : message.substring(end + 4);
        List<String> lines = new ArrayList<>(head.strip().lines().toList());
        if (!body.isEmpty()) {
            lines.add("");
            lines.addAll(body(body, whole));
        }
        return lines;
    }

    private static List<String> body(String body, boolean whole) {
        if (isBinary(body)) {
            return List.of(NOTE + "(" + body.length() + " characters that are no text)");
        }
        List<String> lines = setOut(body).lines().toList();
        if (whole || lines.size() <= MOST_LINES + 1) {
            return lines;
        }
        List<String> cut = new ArrayList<>(lines.subList(0, MOST_LINES));
        cut.add(NOTE + "… " + (lines.size() - MOST_LINES) + " more lines, shown with --full");
        return cut;
    }

    private static String setOut(String body) {
        boolean json = body.startsWith("{") || body.startsWith("[");
        if (!json || body.length() < SHORT) {
            return body;
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body));
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }

    private static boolean isBinary(String body) {
        long odd = body.chars()
                .limit(1000)
                .filter(c -> c == '\uFFFD' || c < ' ' && c != '\n' && c != '\r' && c != '\t')
                .count();
        return odd * 20 > Math.min(1000, body.length());
    }
}
