package dev.throng.api.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import dev.throng.api.file.bind.Binder;
import dev.throng.api.file.bind.Vocabulary;
import dev.throng.api.file.yaml.Findings;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.file.yaml.Node;
import dev.throng.api.file.yaml.Node.Entry;
import dev.throng.api.file.yaml.Node.Mapping;
import dev.throng.api.file.yaml.Node.Scalar;
import dev.throng.api.file.yaml.Node.Sequence;
import dev.throng.api.file.yaml.PlacedProblem;
import dev.throng.api.schema.Struct;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Checks specs that come from elsewhere than a file, a cluster above all, by the very rules that files are read by. The
 * API server has checked most of it by the schema; what a schema and CEL cannot say is found here. Stateless; for all
 * threads.
 */
public final class SpecCheck {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SpecCheck() {}

    /** All that is wrong with it, with paths that begin with {@code spec}; empty when nothing is. */
    public static List<Problem> check(LoadTestSpec spec) {
        return check(Struct.of(LoadTestSpec.class), MAPPER.valueToTree(spec));
    }

    /** All that is wrong with it, with paths that begin with {@code spec}; empty when nothing is. */
    public static List<Problem> check(LoadTestScheduleSpec spec) {
        return check(Struct.of(LoadTestScheduleSpec.class), MAPPER.valueToTree(spec));
    }

    private static List<Problem> check(Struct struct, JsonNode spec) {
        Findings findings = new Findings();
        new Binder(findings, new Vocabulary(struct), false).bind(struct, node(spec), "spec");
        return findings.all().stream().map(PlacedProblem::problem).toList();
    }

    private static Node node(JsonNode json) {
        if (json.isObject()) {
            List<Entry> entries = json.properties().stream()
                    .map(field -> new Entry(text(field.getKey()), node(field.getValue())))
                    .toList();
            return new Mapping(Location.START, null, false, entries);
        }
        if (json.isArray()) {
            List<Node> items = StreamSupport.stream(json.spliterator(), false)
                    .map(SpecCheck::node)
                    .toList();
            return new Sequence(Location.START, null, false, items);
        }
        return json.isTextual() ? text(json.asText()) : new Scalar(Location.START, null, json.asText(), true);
    }

    private static Scalar text(String text) {
        return new Scalar(Location.START, null, text, false);
    }
}
