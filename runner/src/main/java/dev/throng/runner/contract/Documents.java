package dev.throng.runner.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The files that a plan's schemas are in, each read once. Confined to whoever compiles the plan. */
final class Documents {
    private final Map<Path, Document> documents = new HashMap<>();

    /**
     * @param name for people
     * @throws ContractException it can't be read, or is neither JSON nor YAML
     */
    Document read(Path file, String name) throws ContractException {
        Path where = file.toAbsolutePath().normalize();
        Document known = documents.get(where);
        if (known == null) {
            Map<JsonNode, Integer> lines = new IdentityHashMap<>();
            known = new Document(name, tree(where, name, lines), lines);
            documents.put(where, known);
        }
        return known;
    }

    /** One that was read already. */
    Optional<Document> known(Path file) {
        return Optional.ofNullable(documents.get(file));
    }

    private static JsonNode tree(Path file, String name, Map<JsonNode, Integer> lines) throws ContractException {
        String text = text(file, name);
        return text.stripLeading().startsWith("{") ? JsonTree.of(text, name, lines) : YamlTree.of(text, name, lines);
    }

    private static String text(Path file, String name) throws ContractException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException wrong) {
            throw new ContractException(name + " is no text in UTF-8");
        } catch (IOException wrong) {
            throw new ContractException(name + " can't be read: " + file);
        }
    }
}
