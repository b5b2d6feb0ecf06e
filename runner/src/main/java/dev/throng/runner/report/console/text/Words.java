package dev.throng.runner.report.console.text;

import java.util.ArrayList;
import java.util.List;

/** Labelled figures, set beside each other on lines of a width. */
public final class Words {
    private static final String GAP = "   ";

    private final int width;
    private final Ink ink;

    public Words(Page page) {
        this.width = page.width();
        this.ink = page.ink();
    }

    public String labelled(String label, String value) {
        return ink.dim(label + " ") + ink.bold(value);
    }

    public String warning(String label, String value) {
        return ink.dim(label + " ") + ink.yellow(value);
    }

    /** As many as fit on a line. */
    public String fitting(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (Cells.width(line.toString()) + Cells.width(word) + GAP.length() <= width) {
                line.append(line.isEmpty() ? "" : GAP).append(word);
            }
        }
        return line.toString();
    }

    /** All of them, on as many lines as it takes. */
    public List<String> wrapped(List<String> words) {
        List<String> lines = new ArrayList<>();
        for (String word : words) {
            String last = lines.isEmpty() ? "" : lines.removeLast();
            if (!last.isEmpty() && Cells.width(last) + Cells.width(word) + GAP.length() > width) {
                lines.add(last);
                last = "";
            }
            lines.add(last.isEmpty() ? word : last + GAP + word);
        }
        return lines;
    }
}
