package dev.throng.runner.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A LoadTest whose spec is there already, of formats that say as much as a LoadTest: several classes of users, flows, loads.
 *
 * @param spec as it is written
 * @param notes what could not be carried over, or should be looked at
 */
public record SpecDraft(ObjectNode spec, List<String> notes) implements Made {
    @Override
    public SpecDraft at(String base) {
        ObjectNode other = spec.deepCopy();
        other.put("target", base);
        return new SpecDraft(other, notes);
    }
}
