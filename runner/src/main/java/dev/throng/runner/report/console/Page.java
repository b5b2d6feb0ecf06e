package dev.throng.runner.report.console;

import java.util.ArrayList;
import java.util.List;

/** Lines as they come, for a width and an ink. */
final class Page {
    private final int width;
    private final Ink ink;
    private final List<String> lines = new ArrayList<>();

    Page(int width, Ink ink) {
        this.width = width;
        this.ink = ink;
    }

    int width() {
        return width;
    }

    Ink ink() {
        return ink;
    }

    List<String> lines() {
        return lines;
    }

    void title(String text) {
        line(ink.bold(ink.text(text)));
    }

    void line(String text) {
        lines.add(text);
    }

    void blank() {
        lines.add("");
    }

    void add(List<String> more) {
        lines.addAll(more);
    }

    /** Our own words, for this terminal's encoding. */
    String text(String text) {
        return ink.text(text);
    }

    /** Words from outside, made harmless. */
    String clean(String text) {
        return ink.text(Cells.clean(text));
    }
}
