package dev.throng.api.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.bind.Binder;
import dev.throng.api.file.bind.Vocabulary;
import dev.throng.api.file.yaml.Documents;
import dev.throng.api.file.yaml.Findings;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.file.yaml.Node;
import dev.throng.api.file.yaml.Node.Mapping;
import dev.throng.api.file.yaml.Source;
import dev.throng.api.schema.Struct;
import dev.throng.api.verdict.BudgetContent;
import java.util.List;
import java.util.Objects;

/** The reading of a budget's text: strict, as of a LoadTest. */
public sealed interface Budget {
    /** Nothing is wrong with it. */
    record Accepted(BudgetContent content) implements Budget {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        /** A spec with the budget in it instead of its name; what the spec says itself comes first. */
        public LoadTestSpec in(LoadTestSpec spec) {
            ObjectNode whole = MAPPER.valueToTree(spec);
            ObjectNode added = MAPPER.valueToTree(content);
            whole.remove("budget");
            append(whole, added, "thresholds");
            append(whole, added, "grades");
            if (!whole.has("drift") && added.has("drift")) {
                whole.set("drift", added.get("drift"));
            }
            try {
                return MAPPER.treeToValue(whole, LoadTestSpec.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a spec that was just written", e);
            }
        }

        private static void append(ObjectNode whole, ObjectNode added, String field) {
            if (added.get(field) instanceof ArrayNode more) {
                ArrayNode all = whole.get(field) instanceof ArrayNode own ? own : whole.putArray(field);
                more.forEach(all::add);
            }
        }
    }

    /** At least one thing is wrong. */
    record Refused(Problems problems) implements Budget {}

    /** @param name what problems call it */
    static Budget read(String name, String text) {
        Source source = new Source(name, text);
        Findings findings = new Findings();
        List<Node> documents = Documents.of(source, findings);
        Struct struct = Struct.of(BudgetContent.class);
        Object bound = null;
        if (findings.isEmpty()) {
            if (documents.size() == 1 && documents.getFirst() instanceof Mapping root) {
                bound = new Binder(findings, new Vocabulary(struct), true).bind(struct, root, "");
            } else {
                findings.add(Location.START, "", "a budget is one YAML document with thresholds, grades or drift");
            }
        }
        return findings.isEmpty()
                ? new Accepted((BudgetContent) Objects.requireNonNull(bound))
                : new Refused(new Problems(source, findings.all()));
    }
}
