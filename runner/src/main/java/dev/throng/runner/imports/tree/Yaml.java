package dev.throng.runner.imports.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.imports.ImportException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Documents in YAML as trees, in which what stands behind an alias stands in its place. */
public final class Yaml {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 256 << 20;
    private static final int MOST_ALIASES = 1000;
    private static final int DEEPEST = 500;
    private static final long MOST = 20_000_000;

    /** How many values there are in one that several aliases may stand for; a value that is not done holds itself. */
    private final Map<Object, Long> sizes = new IdentityHashMap<>();

    private Yaml() {}

    /** @throws ImportException it is no YAML, or deeper or larger than any that people write */
    public static List<JsonNode> read(String text) throws ImportException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(LONGEST)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        List<JsonNode> documents = new ArrayList<>();
        try {
            for (Object document : new Load(settings).loadAllFromString(text)) {
                new Yaml().size(document, 0);
                documents.add(JSON.valueToTree(document));
            }
            return documents;
        } catch (MarkedYamlEngineException notYaml) {
            throw ImportException.at(
                    notYaml.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0),
                    notYaml.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(0),
                    "is no YAML: " + notYaml.getProblem());
        } catch (StackOverflowError tooDeep) {
            // The library goes down into what it reads, and has no limit of its own.
            throw new ImportException("is no YAML: it is too deep");
        } catch (YamlEngineException | IllegalArgumentException notYaml) {
            throw new ImportException("is no YAML: " + notYaml.getMessage());
        }
    }

    private long size(Object value, int depth) throws ImportException {
        Collection<?> inner =
                value instanceof Map<?, ?> map ? map.values() : value instanceof List<?> list ? list : List.of();
        if (inner.isEmpty()) {
            return 1;
        }
        if (depth > DEEPEST) {
            throw new ImportException("is more than " + DEEPEST + " levels deep");
        }
        Long known = sizes.putIfAbsent(value, MOST + 1);
        if (known != null) {
            return checked(known);
        }
        long size = 1;
        for (Object one : inner) {
            size = checked(size + size(one, depth + 1));
        }
        sizes.put(value, size);
        return size;
    }

    private static long checked(long size) throws ImportException {
        if (size > MOST) {
            throw new ImportException("has more than " + MOST + " values, counting what its aliases stand for");
        }
        return size;
    }
}
