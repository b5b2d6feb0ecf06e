package dev.throng.runner.imports;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;

/** Which JSON paths of others are paths here. */
public final class JsonPaths {
    private static final int LONGEST = 512;

    private JsonPaths() {}

    public static boolean isOne(String path) {
        if (!path.startsWith("$") || path.length() > LONGEST) {
            return false;
        }
        try {
            return !JsonPath.compile(path).getPath().isEmpty();
        } catch (InvalidPathException | IllegalArgumentException none) {
            return false;
        }
    }
}
