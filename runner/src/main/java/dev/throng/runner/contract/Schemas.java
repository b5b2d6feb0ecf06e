package dev.throng.runner.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.serialization.NodeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Compiles the schemas that a plan names. Confined to whoever compiles the plan; what it gives is for all threads. */
public final class Schemas {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What it logs is an exception too, or that a description has keywords of others. */
    private static final Logger TALKATIVE = Logger.getLogger("com.networknt.schema");

    static {
        TALKATIVE.setLevel(Level.OFF);
    }

    private static final AbsoluteIri INLINE = AbsoluteIri.of("inline:/schema");

    private final Documents documents = new Documents();
    private final Map<Family, SchemaRegistry> registries = new HashMap<>();
    private final Map<JsonNode, Schema> roots = new IdentityHashMap<>();

    /** What the keywords of a file mean, unless it says so itself. */
    private enum Family {
        /** By {@code $schema}, and as of 2020-12 without. */
        JSON_SCHEMA(null),
        SWAGGER(Dialects.getDraft4()),
        OPENAPI_3_0(Dialects.getOpenApi30()),
        OPENAPI_3_1(Dialects.getOpenApi31());

        private final @Nullable Dialect dialect;

        Family(@Nullable Dialect dialect) {
            this.dialect = dialect;
        }

        static Family of(JsonNode root) {
            if (root.path("swagger").asText().startsWith("2")) {
                return SWAGGER;
            }
            String version = root.path("openapi").asText();
            return version.isEmpty() ? JSON_SCHEMA : version.startsWith("3.0") ? OPENAPI_3_0 : OPENAPI_3_1;
        }
    }

    /**
     * The schema in a file.
     *
     * @param name of the file, for people
     * @param pointer into the file, a JSON pointer; empty for all of it
     * @throws ContractException there is none, or none that can be understood
     */
    public BodySchema in(Path file, String name, String pointer) throws ContractException {
        Document document = documents.read(file, name);
        return at(new Located(file, document, document.root().at(pointer), pointer));
    }

    BodySchema at(Located where) throws ContractException {
        if (!where.node().isObject() && !where.node().isBoolean()) {
            throw new ContractException(
                    where.node().isMissingNode()
                            ? where.document().name() + " has nothing at " + where.pointer()
                            : where.document().name() + " has no schema at " + where.pointer());
        }
        return compiled(
                where.document().name(),
                () -> where.pointer().isEmpty() ? root(where) : root(where).getSubSchema(path(where)));
    }

    /** The file as a schema, of which the one at hand is a part. */
    private Schema root(Located where) {
        SchemaLocation location = SchemaLocation.of(
                where.file().toAbsolutePath().normalize().toUri().toString());
        return roots.computeIfAbsent(
                where.document().root(), root -> registry(Family.of(root)).getSchema(location, root));
    }

    private static NodePath path(Located where) {
        NodePath path = new NodePath(PathType.JSON_POINTER);
        JsonNode node = where.document().root();
        for (JsonPointer rest = JsonPointer.compile(where.pointer()); !rest.matches(); rest = rest.tail()) {
            boolean list = node.isArray();
            node = list ? node.path(rest.getMatchingIndex()) : node.path(rest.getMatchingProperty());
            path = list ? path.append(rest.getMatchingIndex()) : path.append(rest.getMatchingProperty());
        }
        return path;
    }

    /** A schema that is written in the LoadTest. @throws ContractException it can't be understood */
    public BodySchema inline(JsonNode schema) throws ContractException {
        SchemaRegistry registry = registry(Family.JSON_SCHEMA);
        return compiled("the schema", () -> registry.getSchema(new SchemaLocation(INLINE), schema));
    }

    Documents documents() {
        return documents;
    }

    private interface Making {
        Schema make();
    }

    private BodySchema compiled(String name, Making making) throws ContractException {
        try {
            Schema schema = making.make();
            schema.initializeValidators();
            return new BodySchema(schema, new Places(documents, name));
        } catch (SchemaException wrong) {
            throw new ContractException(name + ": " + reason(wrong));
        } catch (StackOverflowError deep) {
            throw new ContractException(name + " refers to itself without an end");
        }
    }

    private static String reason(RuntimeException wrong) {
        Throwable cause = wrong;
        while (cause.getCause() != null && !(cause.getCause() instanceof PatternSyntaxException)) {
            cause = cause.getCause();
        }
        if (cause.getCause() instanceof PatternSyntaxException pattern) {
            return pattern.getPattern() + " is no regular expression: " + pattern.getDescription();
        }
        String message = String.valueOf(cause.getMessage());
        return message.matches("[a-z][a-z0-9+.-]*:\\S+")
                ? "it refers to what is in no file: " + message
                : message.replaceFirst("^Reference (.*) cannot be resolved$", "it refers to nothing: #$1");
    }

    private SchemaRegistry registry(Family family) {
        return registries.computeIfAbsent(family, this::made);
    }

    private SchemaRegistry made(Family family) {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                .pathType(PathType.JSON_PATH)
                .regularExpressionFactory(new LinearRegex())
                .preloadSchema(false)
                .build();
        Consumer<SchemaRegistry.Builder> ours = builder -> builder.schemaRegistryConfig(config)
                .nodeReader(new Reader())
                .schemaLoader(loader -> loader.resourceLoaders(all -> all.add(this::resource)));
        return family.dialect == null
                ? SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, ours)
                : SchemaRegistry.withDefaultDialect(family.dialect, ours);
    }

    /** A file that another refers to. Null for what is elsewhere. */
    private @Nullable InputStreamSource resource(AbsoluteIri iri) {
        if (!iri.toString().startsWith("file:")) {
            return null;
        }
        Path file = Path.of(URI.create(iri.toString()));
        return () -> {
            try {
                Path name = file.getFileName();
                return new ByteArrayInputStream(MAPPER.writeValueAsBytes(
                        documents.read(file, String.valueOf(name)).root()));
            } catch (ContractException wrong) {
                throw new IOException(wrong.getMessage(), wrong);
            }
        };
    }

    /** Files come as JSON, whatever they are. */
    private static final class Reader implements NodeReader {
        @Override
        public JsonNode readTree(String text, InputFormat format) throws JsonProcessingException {
            return MAPPER.readTree(text);
        }

        @Override
        public JsonNode readTree(InputStream text, InputFormat format) throws IOException {
            return MAPPER.readTree(text);
        }
    }

    /**
     * Says where in the files a schema's keyword is.
     *
     * @param name of what was read first
     */
    record Places(Documents documents, String name) {
        /** {@code shop.yaml:12}. */
        String of(SchemaLocation keyword) {
            AbsoluteIri iri = keyword.getAbsoluteIri();
            if (iri == null || !iri.toString().startsWith("file:")) {
                return name;
            }
            Optional<Document> known = documents.known(Path.of(URI.create(iri.toString())));
            return known.map(document -> place(document, keyword)).orElse(name);
        }

        private static String place(Document document, SchemaLocation keyword) {
            JsonNode node = document.root();
            JsonNode container = node;
            for (int i = 0; i < keyword.getFragment().getNameCount() && !node.isMissingNode(); i++) {
                Object element = keyword.getFragment().getElement(i);
                node = element instanceof Integer index ? node.path(index) : node.path(String.valueOf(element));
                if (node.isArray()
                        && i < keyword.getFragment().getNameCount() - 1
                        && !(keyword.getFragment().getElement(i + 1) instanceof Integer)) {
                    node = node.path(Integer.parseInt(keyword.getFragment().getName(++i)));
                }
                container = document.line(node) > 0 ? node : container;
            }
            return document.place(container);
        }
    }
}
