package dev.throng.runner.report.console.text;

import java.util.regex.Pattern;

/** Text measured in terminal cells: East Asian characters and emoji take two, combining marks and colours none. */
public final class Cells {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    private Cells() {}

    public static int width(String text) {
        return COLOURS.matcher(text)
                .replaceAll("")
                .codePoints()
                .map(Cells::width)
                .sum();
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.CONTROL) {
            return 0;
        }
        return wide(codePoint) ? 2 : 1;
    }

    private static boolean wide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || c >= 0x2e80 && c <= 0xa4cf && c != 0x303f
                        || c >= 0xac00 && c <= 0xd7a3
                        || c >= 0xf900 && c <= 0xfaff
                        || c >= 0xfe30 && c <= 0xfe6f
                        || c >= 0xff00 && c <= 0xff60
                        || c >= 0xffe0 && c <= 0xffe6
                        || c >= 0x1f300 && c <= 0x1f64f
                        || c >= 0x1f680 && c <= 0x1f6ff
                        || c >= 0x1f900 && c <= 0x1faff
                        || c >= 0x20000 && c <= 0x3fffd);
    }

    /**
     * Text from outside made harmless and one line: control characters, which a terminal would obey, become dots.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> clean.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT && c != 0x200d
                                ? '·'
                                : c));
        return clean.toString();
    }

    /** Cut to a width, if need be, in its middle: the ends of request names tell more than their middles. */
    public static String cut(String text, int width, String ellipsis) {
        if (width(text) <= width) {
            return text;
        }
        int room = Math.max(0, width - ellipsis.length());
        int tail = room * 2 / 5;
        return head(text, room - tail) + ellipsis + tail(text, tail);
    }

    /** Cut to a width, if need be, at its end. */
    public static String cutEnd(String text, int width, String ellipsis) {
        return width(text) <= width ? text : head(text, Math.max(0, width - ellipsis.length())) + ellipsis;
    }

    private static String head(String text, int width) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += width(c);
            if (used > width) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    private static String tail(String text, int width) {
        int start = text.length();
        int used = 0;
        while (start > 0) {
            int c = text.codePointBefore(start);
            used += width(c);
            if (used > width) {
                break;
            }
            start -= Character.charCount(c);
        }
        return text.substring(start);
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }
}
