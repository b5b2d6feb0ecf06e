package dev.throng.runner.script.expression;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Decimals;
import dev.throng.runner.script.Values;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** How text is written into what surrounds it. */
public enum Encoding {
    /** As it is, in UTF-8. */
    TEXT {
        @Override
        boolean plain(int c) {
            return true;
        }

        @Override
        void escape(byte b, ByteSink out) {
            out.append(b);
        }
    },
    /** A header's value: what would end it becomes a space. */
    HEADER {
        @Override
        boolean plain(int c) {
            return c >= ' ' && c != 0x7f || c == '\t';
        }

        @Override
        void escape(byte b, ByteSink out) {
            out.append(b < 0 ? b : (byte) ' ');
        }
    },
    /** Inside the quotes of a parameter of a form's part, as browsers write it: what would end it is percent-encoded. */
    QUOTED {
        @Override
        boolean plain(int c) {
            return c != '"' && c != '\r' && c != '\n';
        }

        @Override
        void escape(byte b, ByteSink out) {
            percent(b, out);
        }
    },
    /** Path and query as browsers write them: only what can't stand in a URL is encoded; {@code / ? & =} keep their meaning. */
    URL {
        @Override
        boolean plain(int c) {
            return c > ' ' && c < 0x7f && "\"#%<>\\^`{|}".indexOf(c) < 0;
        }

        @Override
        void escape(byte b, ByteSink out) {
            percent(b, out);
        }
    },
    /** A name or value of a form, or one part of a URL. */
    FORM {
        @Override
        boolean plain(int c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "*-._".indexOf(c) >= 0;
        }

        @Override
        void escape(byte b, ByteSink out) {
            if (b == ' ') {
                out.append((byte) '+');
            } else {
                percent(b, out);
            }
        }
    },
    /** Inside the quotes of a JSON string. */
    JSON_TEXT {
        @Override
        boolean plain(int c) {
            return c >= ' ' && c != '"' && c != '\\';
        }

        @Override
        void escape(byte b, ByteSink out) {
            jsonEscape(b, out);
        }
    },
    /** A whole JSON value: text gets quotes. */
    JSON_VALUE {
        @Override
        boolean plain(int c) {
            return JSON_TEXT.plain(c);
        }

        @Override
        void escape(byte b, ByteSink out) {
            jsonEscape(b, out);
        }

        @Override
        public void text(String text, ByteSink out) {
            out.append((byte) '"');
            super.text(text, out);
            out.append((byte) '"');
        }
    };

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /** Whether a character of ASCII stands for itself. */
    abstract boolean plain(int c);

    /** Writes a byte of UTF-8 that does not; bytes from 0x80 on come here where {@link #plain} refuses them. */
    abstract void escape(byte b, ByteSink out);

    /** Writes text; without an allocation when nothing in it needs an escape. */
    public void text(String text, ByteSink out) {
        if (clean(text)) {
            out.append(text);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            if (plain(utf8[i] & 0xff) || isEscaped(utf8, i)) {
                out.append(utf8[i]);
            } else {
                escape(utf8[i], out);
            }
        }
    }

    /** Writes any value of an expression. */
    void value(Object value, ByteSink out) {
        switch (value) {
            case String text -> text(text, out);
            case Long number -> out.append(number.longValue());
            case Double number -> Decimals.append(number, out);
            case BigDecimal number -> out.append(Values.text(number));
            case Boolean bool -> out.append(bool ? "true" : "false");
            default -> (this == JSON_VALUE ? TEXT : this).text(value.toString(), out);
        }
    }

    /** The text as it stands in what surrounds it. */
    public String encoded(String text) {
        return new String(encode(text), StandardCharsets.UTF_8);
    }

    public byte[] encode(String text) {
        ByteSink sink = new ByteSink(text.length() + 16);
        text(text, sink);
        return sink.copy();
    }

    private boolean clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!plain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** In a URL, what is percent-encoded already stays so. */
    private boolean isEscaped(byte[] utf8, int at) {
        return this == URL
                && utf8[at] == '%'
                && at + 2 < utf8.length
                && Character.digit(utf8[at + 1], 16) >= 0
                && Character.digit(utf8[at + 2], 16) >= 0;
    }

    private static void percent(byte b, ByteSink out) {
        out.append((byte) '%');
        out.append(HEX[b >> 4 & 0xf]);
        out.append(HEX[b & 0xf]);
    }

    private static void jsonEscape(byte b, ByteSink out) {
        out.append((byte) '\\');
        switch (b) {
            case '\n' -> out.append((byte) 'n');
            case '\r' -> out.append((byte) 'r');
            case '\t' -> out.append((byte) 't');
            case '"', '\\' -> out.append(b);
            default -> {
                out.append("u00");
                out.append(HEX[b >> 4 & 0xf]);
                out.append(HEX[b & 0xf]);
            }
        }
    }
}
