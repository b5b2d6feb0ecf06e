package dev.throng.runner.plan.compile.answer;

import dev.throng.api.check.SchemaSpec;
import dev.throng.api.scenario.OpenApiSpec;
import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.runner.contract.BodySchema;
import dev.throng.runner.contract.ContractException;
import dev.throng.runner.contract.OpenApi;
import dev.throng.runner.contract.Schemas;
import dev.throng.runner.plan.http.Contract;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.script.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Schemas that bodies must be valid by, and the target's description; each is compiled once for all that refer to it. */
public final class SchemaCompiler {
    private static final double USUAL_SHARE = 0.1;

    private final Function<String, @Nullable Path> files;
    private final Schemas schemas = new Schemas();
    private final Map<SchemaSpec, BodySchema> known = new HashMap<>();

    /** @param files where a file is that the plan names; null where nobody can look, and nothing is validated */
    public SchemaCompiler(Function<String, @Nullable Path> files) {
        this.files = files;
    }

    Optional<Expectation.Check> check(SchemaSpec spec, Place place) {
        if (spec.file() == null == (spec.inline() == null)) {
            place.problem("give exactly one of file and inline");
            return Optional.empty();
        }
        double share = Quantity.share(spec.share(), 1, place.field("share"));
        SchemaSpec whole = new SchemaSpec(spec.file(), spec.inline(), null);
        BodySchema made = known.get(whole);
        if (made == null) {
            Place at = place.field(spec.file() == null ? "inline" : "file");
            made = compiled(spec, at).orElse(null);
            if (made != null) {
                known.put(whole, made);
            }
        }
        return Optional.ofNullable(made).map(schema -> new Expectation.SchemaCheck(schema, share));
    }

    private Optional<BodySchema> compiled(SchemaSpec spec, Place at) {
        try {
            if (spec.inline() != null) {
                return Optional.of(schemas.inline(spec.inline()));
            }
            return spec.file() == null ? Optional.empty() : inFile(spec.file(), at);
        } catch (ContractException wrong) {
            at.problem(String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<BodySchema> inFile(String reference, Place at) throws ContractException {
        int hash = reference.indexOf('#');
        String name = hash < 0 ? reference : reference.substring(0, hash);
        String pointer = hash < 0 ? "" : reference.substring(hash + 1);
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            at.problem("what stands behind # is a path from the file's top, such as #/components/schemas/Item");
            return Optional.empty();
        }
        Optional<Path> file = file(name, at);
        return file.isEmpty() ? Optional.empty() : Optional.of(schemas.in(file.get(), name, pointer));
    }

    /** Empty where nobody can look, or with a problem where it is not. */
    private Optional<Path> file(String name, Place at) {
        Path file = files.apply(name);
        if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
            at.problem("can't be read: " + file);
            return Optional.empty();
        }
        return Optional.ofNullable(file);
    }

    /** What the target promises. @param basePath the target's path @param place of {@code scenario.openapi} */
    public Optional<Contract> contract(ScenarioSpec scenario, String basePath, Place place) {
        OpenApiSpec spec = scenario.openapi();
        if (spec == null) {
            return Optional.empty();
        }
        if (scenario.python() != null && !Boolean.TRUE.equals(spec.soft())) {
            place.field("soft")
                    .problem(
                            "a locustfile says itself which requests failed: write soft: true, and what is otherwise is"
                                    + " counted in a row of its own");
        }
        Place at = place.field("file");
        double share = Quantity.share(spec.share(), USUAL_SHARE, place.field("share"));
        if (spec.file() == null) {
            at.problem("is missing, give the path of the target's OpenAPI description");
            return Optional.empty();
        }
        try {
            Optional<Path> file = file(spec.file(), at);
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Contract(
                            OpenApi.read(schemas, file.get(), spec.file(), basePath),
                            share,
                            Boolean.TRUE.equals(spec.soft())));
        } catch (ContractException wrong) {
            at.problem(String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }
}
