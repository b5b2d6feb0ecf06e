package dev.throng.api.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.YamlPath;
import dev.throng.api.file.yaml.PlacedProblem;
import dev.throng.api.schema.Struct;
import dev.throng.api.schema.Type;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.ConstructScalar;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What holds for every file. */
class ReaderLawsTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    static List<Path> valid() {
        return Cases.valid();
    }

    static List<Path> broken() {
        return Cases.broken();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void whatJacksonWritesIsReadAgainAsTheSame(Path file) throws JsonProcessingException {
        Reading.Accepted first = Cases.accepted(LoadTestReader.read(file));
        for (Document<LoadTestSpec> document : first.loadTests()) {
            String json = written("LoadTest", document);
            assertThat(Cases.accepted(Cases.read(json)).loadTests().getFirst().spec())
                    .isEqualTo(document.spec());
        }
        for (Document<LoadTestScheduleSpec> document : first.schedules()) {
            String json = written("LoadTestSchedule", document);
            assertThat(Cases.accepted(Cases.read(json)).schedules().getFirst().spec())
                    .isEqualTo(document.spec());
        }
    }

    private static String written(String kind, Document<?> document) throws JsonProcessingException {
        ObjectNode resource =
                JACKSON.createObjectNode().put("apiVersion", "throng.dev/v1").put("kind", kind);
        resource.putObject("metadata").put("name", document.name());
        resource.set("spec", JACKSON.valueToTree(document.spec()));
        return JACKSON.writeValueAsString(resource);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void bindsAsJacksonDoes(Path file) throws JsonProcessingException {
        for (Document<LoadTestSpec> document :
                Cases.accepted(LoadTestReader.read(file)).loadTests()) {
            String json = JACKSON.writeValueAsString(document.spec());
            assertThat(JACKSON.readValue(json, LoadTestSpec.class)).isEqualTo(document.spec());
        }
    }

    @ParameterizedTest
    @MethodSource("valid")
    void aFilesSpecPassesTheCheckOfSpecsUnlessTheCommandLineMustHelp(Path file) {
        for (Document<LoadTestSpec> document :
                Cases.accepted(LoadTestReader.read(file)).loadTests()) {
            LoadTestSpec spec = document.spec();
            boolean complete =
                    spec.target() != null && (spec.users() != null || spec.stages() != null || spec.capacity() != null);
            assertThat(SpecCheck.check(spec).isEmpty() || !complete).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void everyReportedPathIsInTheFile(Path folder) {
        byte[] bytes = Cases.bytes(folder.resolve("in.yaml"));
        Set<String> known = new HashSet<>(Set.of(""));
        List<Object> documents = documents(bytes);
        boolean all = documents.stream().allMatch(document -> collect(document, "", 0, known));
        assumeTrue(all && !documents.isEmpty(), "another reader does not see all of this file");
        assertThat(Cases.refused(LoadTestReader.read("in.yaml", bytes)).all())
                .extracting(placed -> placed.problem().path())
                .allSatisfy(path -> assertThat(known).contains(path));
    }

    /** As another reader sees them; none where it refuses the file too. */
    private static List<Object> documents(byte[] bytes) {
        try {
            LoadSettings lenient = LoadSettings.builder()
                    .setAllowDuplicateKeys(true)
                    .setTagConstructors(Map.of(new Tag("!secret"), new ConstructScalar() {
                        @Override
                        public Object construct(@Nullable Node node) {
                            return "";
                        }
                    }))
                    .build();
            List<Object> documents = new ArrayList<>();
            new Load(lenient)
                    .loadAllFromInputStream(new ByteArrayInputStream(bytes))
                    .forEach(documents::add);
            return documents;
        } catch (YamlEngineException unreadable) {
            return List.of();
        }
    }

    /** False when there is too much of it. */
    private static boolean collect(Object value, String path, int depth, Set<String> into) {
        into.add(path);
        if (depth > 100 || into.size() > 100_000) {
            return false;
        }
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .allMatch(entry -> collect(
                                entry.getValue(),
                                YamlPath.field(path, String.valueOf(entry.getKey())),
                                depth + 1,
                                into));
            case List<?> list ->
                IntStream.range(0, list.size())
                        .allMatch(i -> collect(list.get(i), YamlPath.item(path, i), depth + 1, into));
            case null, default -> true;
        };
    }

    @ParameterizedTest
    @MethodSource("broken")
    void problemsAreSortedAndInsideTheFile(Path folder) {
        byte[] bytes = Cases.bytes(folder.resolve("in.yaml"));
        long lines = new String(bytes, StandardCharsets.UTF_8).lines().count() + 1;
        List<PlacedProblem> problems =
                Cases.refused(LoadTestReader.read("in.yaml", bytes)).all();
        assertThat(problems).extracting(PlacedProblem::location).isSorted();
        assertThat(problems)
                .allSatisfy(placed -> assertThat(placed.location().line()).isBetween(1, (int) lines));
    }

    @Test
    void theValidFilesUseEveryFieldOfTheSpecs() {
        Set<String> unused = new TreeSet<>();
        declared(Struct.of(LoadTestScheduleSpec.class), unused); // has a LoadTest's spec inside
        for (Path file : Cases.valid()) {
            Reading.Accepted read = Cases.accepted(LoadTestReader.read(file));
            read.loadTests().forEach(document -> used(document.spec(), unused));
            read.schedules().forEach(document -> used(document.spec(), unused));
        }
        assertThat(unused).isEmpty();
    }

    private static void declared(Type type, Set<String> into) {
        switch (type) {
            case Struct struct ->
                struct.fields().forEach(field -> {
                    into.add(struct.record().getSimpleName() + "." + field.name());
                    declared(field.type(), into);
                });
            case Type.Items items -> declared(items.element(), into);
            case Type.Entries entries -> declared(entries.value(), into);
            default -> {} // no fields inside
        }
    }

    private static void used(@Nullable Object value, Set<String> unused) {
        switch (value) {
            case Record record -> used(record, unused);
            case List<?> list -> list.forEach(item -> used(item, unused));
            case Map<?, ?> map -> map.values().forEach(item -> used(item, unused));
            case null, default -> {} // no fields inside
        }
    }

    private static void used(Record record, Set<String> unused) {
        Struct struct = Struct.of(record.getClass());
        List<@Nullable Object> values = struct.values(record);
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                unused.remove(record.getClass().getSimpleName() + "."
                        + struct.fields().get(i).name());
                used(value, unused);
            }
        }
    }
}
