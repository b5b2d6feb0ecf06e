package dev.throng.runner.plan.compile.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.client.ConnectionsPer;
import dev.throng.api.schema.Notation;
import dev.throng.api.step.RequestSpec;
import dev.throng.runner.plan.http.Wires;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.plan.step.TraceParent;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Repeated;
import dev.throng.runner.script.compile.Scripts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers of a request: the run's, overridden by the user's, overridden by the step's; names have no case. */
public final class HeadersCompiler {
    private static final Set<String> OURS = Set.of("content-length", "transfer-encoding");

    /** Fields that one header may have, as many as there may be names. */
    private static final int MOST_VALUES = RequestSpec.MOST_HEADERS;

    /** By their names in lower case; several of one name if that is what is written in one place. */
    private final Map<String, List<Step.Header>> headers = new LinkedHashMap<>();

    private final Scripts scripts;
    private final Variables variables;

    public HeadersCompiler(Scripts scripts, Variables variables) {
        this.scripts = scripts;
        this.variables = variables;
    }

    /**
     * Headers that go before those added so far.
     *
     * @param fields a text, or a list of texts for a header that is sent several times
     */
    public HeadersCompiler add(@Nullable Map<String, JsonNode> fields, Place place) {
        Map<String, String> names = new HashMap<>();
        if (fields != null) {
            fields.forEach((name, value) -> {
                String other = names.put(name.toLowerCase(Locale.ROOT), name);
                if (other != null) {
                    place.field(name)
                            .problem("is the same header as " + other + ", as names have no case: give one a list");
                }
                add(name, value, place.field(name));
            });
        }
        return this;
    }

    private void add(String name, JsonNode value, Place place) {
        String key = name.toLowerCase(Locale.ROOT);
        List<Repeated> values = Repeated.of(value, place);
        if (!Notation.TOKEN.matches(name)) {
            place.problem("a header's name needs to be " + Notation.TOKEN.words());
        } else if (OURS.contains(key)) {
            place.problem(name + " follows from the body and can't be set");
        } else if (key.equals("host") && values.size() > 1) {
            place.problem("a request has one " + name);
        } else if (values.size() > MOST_VALUES) {
            place.problem("has " + values.size() + " values, of which a header may have " + MOST_VALUES);
        }
        headers.put(key, values.stream().map(one -> header(name, one)).toList());
    }

    private Step.Header header(String name, Repeated value) {
        if (value.text().length() > RequestSpec.LONGEST_HEADER) {
            value.place().problem("is longer than " + RequestSpec.LONGEST_HEADER + " characters");
        }
        return new Step.Header(name, scripts.header(value.text(), variables, value.place()));
    }

    /** What is known to be right. */
    public HeadersCompiler add(Map<String, String> fields) {
        fields.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(fixed(name, value))));
        return this;
    }

    private Step.Header fixed(String name, String value) {
        return new Step.Header(name, scripts.header(value, variables, new Place("", new ArrayList<>())));
    }

    /** What the wires ask for, unless a header says otherwise. */
    public HeadersCompiler add(Wires wires) {
        if (wires.per() == ConnectionsPer.request) {
            headers.putIfAbsent("connection", List.of(fixed("Connection", "close")));
        }
        if (wires.tracedShare() > 0) {
            headers.putIfAbsent(
                    "traceparent", List.of(new Step.Header("traceparent", new TraceParent(wires.tracedShare()))));
        }
        return this;
    }

    public List<Step.Header> done() {
        return headers.values().stream().flatMap(List::stream).toList();
    }
}
