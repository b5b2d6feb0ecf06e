package dev.throng.runner.script.json;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.throng.runner.script.Nearest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSONPath of any kind, over a tree made of the whole document. */
record TreeQuery(String source, JsonPath path) implements JsonQuery {
    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new JacksonJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .build();

    private static final Pattern CALL = Pattern.compile("\\.([A-Za-z]+)\\(");
    private static final Set<String> FUNCTIONS = Set.of(
            "min", "max", "avg", "stddev", "length", "sum", "keys", "concat", "append", "first", "last", "index",
            "size");

    /** @throws JsonPathException when it is none; the message says why */
    static TreeQuery of(String source) {
        if (!source.startsWith("$")) {
            throw new JsonPathException("it begins with $");
        }
        if (open(source) != 0) {
            throw new JsonPathException("its brackets do not match");
        }
        Matcher calls = CALL.matcher(source);
        while (calls.find()) {
            if (!FUNCTIONS.contains(calls.group(1))) {
                throw new JsonPathException(
                        "it has no function " + calls.group(1) + Nearest.hint(calls.group(1), FUNCTIONS));
            }
        }
        return new TreeQuery(source, JsonPath.compile(source));
    }

    /** Brackets outside of quotes that are opened and not closed; the library does not see all of them. */
    private static int open(String source) {
        int open = 0;
        char quote = 0;
        for (char c : source.toCharArray()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else {
                open += c == '[' ? 1 : c == ']' ? -1 : 0;
            }
        }
        return open;
    }

    @Override
    public @Nullable Object first(JsonDocument body) {
        List<?> found = found(body);
        return found.isEmpty() ? null : Json.valueOfPlain(found.getFirst());
    }

    @Override
    public List<Object> all(JsonDocument body) {
        return found(body).stream()
                .<Object>mapMulti((plain, values) -> {
                    Object value = Json.valueOfPlain(plain);
                    if (value != null) {
                        values.accept(value);
                    }
                })
                .toList();
    }

    /** A definite path has one value or none, null being one; any other has a list of them. */
    private List<?> found(JsonDocument body) {
        Object document = body.plain();
        if (document == null) {
            return List.of();
        }
        try {
            Object found = path.read(document, CONFIGURATION);
            return path.isDefinite() || !(found instanceof List<?> list) ? Collections.singletonList(found) : list;
        } catch (JsonPathException none) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return source;
    }
}
