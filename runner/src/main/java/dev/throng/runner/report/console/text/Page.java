package dev.throng.runner.report.console.text;

import java.util.ArrayList;
import java.util.List;

/** Lines as they come, for a width and an ink. */
public final class Page {
    private final int width;
    private final Ink ink;
    private final List<String> lines = new ArrayList<>();

    public Page(int width, Ink ink) {
        this.width = width;
        this.ink = ink;
    }

    public int width() {
        return width;
    }

    public Ink ink() {
        return ink;
    }

    public List<String> lines() {
        return lines;
    }

    public void title(String text) {
        line(ink.bold(ink.text(text)));
    }

    public void line(String text) {
        lines.add(text);
    }

    public void blank() {
        lines.add("");
    }

    public void add(List<String> more) {
        lines.addAll(more);
    }

    /** Our own words, for this terminal's encoding. */
    public String text(String text) {
        return ink.text(text);
    }

    /** Words from outside, made harmless. */
    public String clean(String text) {
        return ink.text(Cells.clean(text));
    }
}
