package dev.throng.api.file.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** What a plain scalar is, by YAML 1.2's core schema. */
public enum Form {
    NULL("~|null|Null|NULL|"),
    FLAG("true|True|TRUE|false|False|FALSE"),
    WHOLE("[-+]?(0|[1-9][0-9]{0,30})|0x[0-9a-fA-F]{1,16}"),
    DECIMAL("[-+]?(\\.[0-9]{1,40}|(0|[1-9][0-9]{0,40})(\\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,3})?"),
    NOT_FINITE("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"),
    /** One thing to YAML 1.2, another to kubectl's YAML 1.1. */
    AMBIGUOUS("[yY]|yes|Yes|YES|[nN]|no|No|NO|on|On|ON|off|Off|OFF"
            + "|[-+]?0[0-9_]+(\\.[0-9_]*)?|0o[0-7]+|[-+]?0b[01_]+|[-+]?[0-9][0-9_]*_[0-9_]*(\\.[0-9_]*)?"),
    TEXT(".*");

    private static final int SHOWN = 60;
    private static final int LONGEST_NUMBER = 64;
    private final Pattern pattern;

    Form(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    public static Form of(String plain) {
        if (plain.length() > LONGEST_NUMBER) {
            return TEXT;
        }
        for (Form form : values()) {
            if (form.pattern.matcher(plain).matches()) {
                return form;
            }
        }
        return TEXT;
    }

    /** The value of a {@link #WHOLE}. */
    public static BigInteger whole(String text) {
        return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    }

    /** The value of a {@link #WHOLE} or {@link #DECIMAL}; infinite when it is too large. */
    public static double decimal(String text) {
        return text.startsWith("0x") ? whole(text).doubleValue() : new BigDecimal(text).doubleValue();
    }

    String words(String text) {
        return switch (this) {
            case NULL -> "nothing";
            case FLAG -> text;
            case WHOLE, DECIMAL, NOT_FINITE -> "the number " + text;
            case AMBIGUOUS -> text + " without quotes";
            case TEXT -> "the text " + quoted(text);
        };
    }

    /** In single quotes, on one line, cut when it is long. */
    public static String quoted(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return "'" + (line.length() > SHOWN ? line.substring(0, line.offsetByCodePoints(0, cut(line))) + "…" : line)
                + "'";
    }

    private static int cut(String line) {
        return Math.min(SHOWN, line.codePointCount(0, line.length()));
    }
}
