package dev.throng.runner.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A node and where it is.
 *
 * @param pointer JSON pointer from the document's root
 */
record Located(Path file, Document document, JsonNode node, String pointer) {
    static Located root(Path file, Document document) {
        return new Located(file, document, document.root(), "");
    }

    Located member(String name) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        return new Located(file, document, node.path(name), pointer + '/' + escaped);
    }

    /** {@code shop.yaml:12}. */
    String place() {
        return document.place(node);
    }

    /** What its references lead to, itself when it is none. @throws ContractException they lead nowhere */
    Located resolved(Documents documents) throws ContractException {
        Located found = this;
        Set<String> seen = new HashSet<>();
        while (found.node.path("$ref").isTextual()) {
            String reference = found.node.path("$ref").textValue();
            if (!seen.add(found.file + reference)) {
                throw new ContractException(place() + " refers to itself: " + reference);
            }
            found = found.referred(reference, documents);
            if (found.node.isMissingNode()) {
                throw new ContractException(place() + " refers to nothing: " + reference);
            }
        }
        return found;
    }

    private Located referred(String reference, Documents documents) throws ContractException {
        try {
            return followed(reference, documents);
        } catch (IllegalArgumentException unreadable) {
            throw new ContractException(place() + " refers to what can't be read: " + reference);
        }
    }

    private Located followed(String reference, Documents documents) throws ContractException {
        int hash = reference.indexOf('#');
        String other = hash < 0 ? reference : reference.substring(0, hash);
        String at = hash < 0 ? "" : decoded(reference.substring(hash + 1));
        if (other.contains("://") || !at.isEmpty() && !at.startsWith("/")) {
            throw new ContractException(place() + " refers to what is in no file: " + reference);
        }
        Path where = other.isEmpty() ? file : file.resolveSibling(other);
        Document in = other.isEmpty() ? document : documents.read(where, other);
        return new Located(where, in, in.root().at(at), at);
    }

    private static String decoded(String fragment) {
        return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
