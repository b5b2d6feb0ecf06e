package dev.throng.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A bill of materials in CycloneDX's form: the one of the program's libraries, and the Java runtime that comes with them. */
final class Sbom {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Sbom() {}

    /** @param libraries what CycloneDX found; it is changed */
    static void write(JsonNode libraries, List<Path> files) throws IOException {
        String version = Runtime.version().toString();
        ArrayNode components = libraries.withArray("components");
        ObjectNode runtime = components.addObject();
        runtime.put("type", "framework");
        runtime.put("bom-ref", "pkg:generic/openjdk@" + Runtime.version().feature());
        runtime.putObject("supplier").put("name", System.getProperty("java.vendor"));
        runtime.put("name", "openjdk");
        runtime.put("version", version);
        runtime.put("description", "The Java runtime in the archive, made by jlink");
        runtime.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        runtime.put("purl", "pkg:generic/openjdk@" + version.replace("+", "%2B"));
        for (Path file : files) {
            JSON.writeValue(file.toFile(), libraries);
        }
    }
}
