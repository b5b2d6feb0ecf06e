package dev.throng.api;

import java.util.regex.Pattern;

/**
 * Paths into a resource, as problems name them: {@code spec.scenario.users[0].headers.X-Trace}. A key that is no plain
 * word stands in brackets: {@code spec.http.headers["a.b"]}. The empty text is the whole document.
 */
public final class YamlPath {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*");

    private YamlPath() {}

    /** The path of a key's value inside the mapping at {@code parent}. */
    public static String field(String parent, String key) {
        if (!PLAIN.matcher(key).matches()) {
            return parent + "[\"" + escaped(key) + "\"]";
        }
        return parent.isEmpty() ? key : parent + "." + key;
    }

    /** On one line. */
    private static String escaped(String key) {
        return key.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** The path of an item (from 0) of the list at {@code parent}. */
    public static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** The path without its last part; empty for a path of one part. */
    public static String parent(String path) {
        int cut =
                path.endsWith("\"]") ? path.lastIndexOf("[\"") : Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return cut < 0 ? "" : path.substring(0, cut);
    }
}
