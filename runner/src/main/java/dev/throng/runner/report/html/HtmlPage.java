package dev.throng.runner.report.html;

import java.util.Locale;

/** Markup in the making. Whatever is given as text or as an attribute's value stays text; only {@link #raw} is markup. */
final class HtmlPage {
    private final StringBuilder out = new StringBuilder(1 << 16);

    /** @param attributes names and values in turn */
    HtmlPage open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    HtmlPage close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    HtmlPage text(String text) {
        escape(text);
        return this;
    }

    /** An element with nothing but text in it. */
    HtmlPage element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Several elements with nothing but text in them. */
    HtmlPage elements(String tag, String... texts) {
        for (String text : texts) {
            element(tag, text);
        }
        return this;
    }

    /** A cell that sorts by its value and shows its text. */
    HtmlPage number(double value, String text, String css) {
        return element(
                "td", text, "class", ("number " + css).strip(), "data-v", Double.isNaN(value) ? "" : plain(value));
    }

    HtmlPage number(double value, String text) {
        return number(value, text, "");
    }

    HtmlPage number(long value, String text) {
        return number(value, text, "");
    }

    HtmlPage number(long value, String text, String css) {
        return element("td", text, "class", ("number " + css).strip(), "data-v", String.valueOf(value));
    }

    /** Trusted markup. */
    HtmlPage raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A number for machines: at most five digits, no exponent. */
    static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        double size = Math.abs(value);
        int decimals = size >= 1000 ? 1 : size >= 10 ? 2 : size >= 0.1 ? 3 : 6;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** Control characters have no place in a page and could hide what stands there. */
    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isControl(c) ? '\uFFFD' : c);
            }
        }
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\n' && c != '\r' && c != '\t')
                || (c >= 0x7F && c <= 0x9F)
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
