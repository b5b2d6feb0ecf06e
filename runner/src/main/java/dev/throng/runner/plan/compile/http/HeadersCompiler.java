package dev.throng.runner.plan.compile.http;

import dev.throng.api.client.ConnectionsPer;
import dev.throng.api.schema.Notation;
import dev.throng.runner.plan.http.Wires;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.plan.step.TraceParent;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers of a request: the run's, overridden by the user's, overridden by the step's; names have no case. */
public final class HeadersCompiler {
    private static final Set<String> OURS = Set.of("content-length", "transfer-encoding");

    private final Map<String, Step.Header> headers = new LinkedHashMap<>();
    private final Scripts scripts;
    private final Variables variables;

    public HeadersCompiler(Scripts scripts, Variables variables) {
        this.scripts = scripts;
        this.variables = variables;
    }

    /** Headers that go before those added so far. */
    public HeadersCompiler add(@Nullable Map<String, String> fields, Place place) {
        if (fields != null) {
            fields.forEach((name, value) -> add(name, value, place.field(name)));
        }
        return this;
    }

    private void add(String name, String value, Place place) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!Notation.TOKEN.matches(name)) {
            place.problem("a header's name needs to be " + Notation.TOKEN.words());
        } else if (OURS.contains(key)) {
            place.problem(name + " follows from the body and can't be set");
        }
        headers.put(key, new Step.Header(name, scripts.header(value, variables, place)));
    }

    /** What the wires ask for, unless a header says otherwise. */
    public HeadersCompiler add(Wires wires) {
        if (wires.per() == ConnectionsPer.request) {
            headers.putIfAbsent(
                    "connection",
                    new Step.Header(
                            "Connection", scripts.header("close", variables, new Place("", new ArrayList<>()))));
        }
        if (wires.tracedShare() > 0) {
            headers.putIfAbsent("traceparent", new Step.Header("traceparent", new TraceParent(wires.tracedShare())));
        }
        return this;
    }

    public List<Step.Header> done() {
        return List.copyOf(headers.values());
    }
}
