package dev.throng.runner.report.console.text;

/**
 * Colours and signs, or their plain replacements.
 *
 * @param colours whether the terminal shows colours and the user wants them
 * @param unicode whether the terminal's encoding has more than ASCII
 */
public record Ink(boolean colours, boolean unicode) {
    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    public String cyan(String text) {
        return paint("36", text);
    }

    /** White on the colour of the outcome. */
    public String badge(String colour, String text) {
        return colours ? paint("1;97;" + colour, " " + text + " ") : text;
    }

    private String paint(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    public String tick() {
        return green(unicode ? "✓" : "ok");
    }

    public String cross() {
        return red(unicode ? "✗" : "NO");
    }

    public String dot() {
        return unicode ? "●" : "*";
    }

    public String arrow() {
        return unicode ? "→" : "->";
    }

    public String times() {
        return unicode ? "×" : "x";
    }

    public String separator() {
        return unicode ? " · " : ", ";
    }

    public String ellipsis() {
        return unicode ? "…" : "..";
    }

    public String dash() {
        return unicode ? "–" : "-";
    }

    String rule() {
        return unicode ? "─" : "-";
    }

    public String filled() {
        return unicode ? "━" : "#";
    }

    public String empty() {
        return unicode ? "─" : ".";
    }

    /** Text that may hold signs beyond the terminal's encoding. */
    public String text(String text) {
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
