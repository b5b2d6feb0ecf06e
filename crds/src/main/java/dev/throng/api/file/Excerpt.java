package dev.throng.api.file;

/** A source line with a caret under one of its columns; long lines are cut around it, tabs are shown as one space. */
final class Excerpt {
    private static final int WIDTH = 100;
    private static final String MARGIN = "    ";

    private Excerpt() {}

    /** @param column in code points, from 1; one past the line's end is allowed */
    static String of(String line, int column) {
        int[] points = line.codePoints().map(Excerpt::printable).toArray();
        int caret = Math.min(column - 1, points.length);
        int from = Math.max(0, caret - WIDTH * 3 / 4);
        int to = Math.min(points.length, from + WIDTH);
        String text = (from > 0 ? "…" : "") + new String(points, from, to - from) + (to < points.length ? "…" : "");
        return MARGIN + text + "\n" + MARGIN + " ".repeat(caret - from + (from > 0 ? 1 : 0)) + "^\n";
    }

    private static int printable(int point) {
        return Character.isISOControl(point) ? ' ' : point;
    }
}
