package dev.throng.runner.report.console;

/**
 * Colours and signs, or their plain replacements.
 *
 * @param colours whether the terminal shows colours and the user wants them
 * @param unicode whether the terminal's encoding has more than ASCII
 */
record Ink(boolean colours, boolean unicode) {
    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    String green(String text) {
        return paint("32", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String cyan(String text) {
        return paint("36", text);
    }

    /** White on the colour of the outcome. */
    String badge(String colour, String text) {
        return colours ? paint("1;97;" + colour, " " + text + " ") : text;
    }

    private String paint(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    String tick() {
        return green(unicode ? "✓" : "ok");
    }

    String cross() {
        return red(unicode ? "✗" : "NO");
    }

    String dot() {
        return unicode ? "●" : "*";
    }

    String arrow() {
        return unicode ? "→" : "->";
    }

    String times() {
        return unicode ? "×" : "x";
    }

    String separator() {
        return unicode ? " · " : ", ";
    }

    String ellipsis() {
        return unicode ? "…" : "..";
    }

    String dash() {
        return unicode ? "–" : "-";
    }

    String rule() {
        return unicode ? "─" : "-";
    }

    String filled() {
        return unicode ? "━" : "#";
    }

    String empty() {
        return unicode ? "─" : ".";
    }

    /** Text that may hold signs beyond the terminal's encoding. */
    String text(String text) {
        if (unicode) {
            return text;
        }
        String replaced = text.replace("…", "..")
                .replace("–", "-")
                .replace("×", "x")
                .replace("→", "->")
                .replace('·', '.')
                .replace("µ", "u");
        return replaced.replaceAll("[^\\x00-\\x7f]", "?");
    }
}
