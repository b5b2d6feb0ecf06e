package dev.throng.python.http;

import dev.throng.runner.code.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Header lines as Python writes them, taken apart; the same ones come again and again. For one thread at a time. */
public final class HeaderLines {
    private static final int MOST = 512;

    private final Map<String, List<Request.Field>> known = new HashMap<>();

    public synchronized List<Request.Field> of(String lines) {
        List<Request.Field> fields = known.get(lines);
        if (fields == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            fields = parse(lines);
            known.put(lines, fields);
        }
        return fields;
    }

    private static List<Request.Field> parse(String lines) {
        List<Request.Field> fields = new ArrayList<>();
        for (String line : lines.split("\r\n")) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                fields.add(new Request.Field(line.substring(0, colon), line.substring(colon + 2)));
            }
        }
        return List.copyOf(fields);
    }
}
