package dev.throng.runner.engine.judge;

import dev.throng.runner.http.ResponseParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The values of a response's header, one per line of that name, in order. */
final class HeaderValues {
    private HeaderValues() {}

    static List<String> of(ResponseParser response, String name) {
        List<String> values = new ArrayList<>(1);
        response.fields(
                name, (bytes, from, to) -> values.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
        return values;
    }
}
