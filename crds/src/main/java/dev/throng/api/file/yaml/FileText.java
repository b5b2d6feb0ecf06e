package dev.throng.api.file.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file's bytes as text, if they are UTF-8 text of a resource's size.
 *
 * @param text without a byte order mark; what could be decoded when there is a problem
 * @param problem why it cannot be read; null when it can
 * @param at where the problem is
 */
public record FileText(String text, Optional<String> problem, Location at) {
    /** What the API server accepts of one resource, roughly; a file with more is no LoadTest. */
    public static final int MOST_BYTES = 1024 * 1024;

    public static FileText of(byte[] bytes) {
        if (bytes.length == 0) {
            return refused(
                    "", "the file is empty: a LoadTest begins with apiVersion: throng.dev/v1 and kind: LoadTest");
        }
        if (bytes.length > MOST_BYTES) {
            return refused("", "the file is larger than 1 MiB, more than Kubernetes stores of one resource");
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return refused("", "the file is UTF-16: save it as UTF-8");
        }
        if (contains(bytes, (byte) 0)) {
            return refused("", "the file has zero bytes: it is no text file");
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        return decode(ByteBuffer.wrap(bytes, start, bytes.length - start));
    }

    private static FileText decode(ByteBuffer bytes) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.remaining());
        CoderResult result = utf8.decode(bytes, chars, true);
        String text = chars.flip().toString();
        int odd = firstUnprintable(text);
        if (odd >= 0) {
            return new FileText(text, Optional.of(unprintable(text.codePointAt(odd))), endOf(text.substring(0, odd)));
        }
        if (result.isError()) {
            String found = "0x%02X".formatted(bytes.get(bytes.position()) & 0xFF);
            return new FileText(
                    text, Optional.of("the byte " + found + " is no UTF-8: save the file as UTF-8"), endOf(text));
        }
        return new FileText(text, Optional.empty(), Location.START);
    }

    private static String unprintable(int point) {
        return "the character U+%04X cannot stand in YAML: remove it".formatted(point);
    }

    private static int firstUnprintable(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (!printable(point)) {
                return at;
            }
            at += Character.charCount(point);
        }
        return -1;
    }

    /** YAML's c-printable. */
    private static boolean printable(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= 0x20 && point <= 0x7E
                || point == 0x85
                || point >= 0xA0 && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD && point != 0xFEFF
                || point >= 0x10000;
    }

    private static Location endOf(String text) {
        int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return new Location(line, last.codePointCount(0, last.length()) + 1);
    }

    private static FileText refused(String text, String problem) {
        return new FileText(text, Optional.of(problem), Location.START);
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        if (bytes.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
