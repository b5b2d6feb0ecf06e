package dev.throng.api.file;

import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.RootRules;
import dev.throng.api.file.bind.Advice;
import dev.throng.api.file.bind.Binder;
import dev.throng.api.file.bind.Nearest;
import dev.throng.api.file.bind.Vocabulary;
import dev.throng.api.file.yaml.Documents;
import dev.throng.api.file.yaml.Findings;
import dev.throng.api.file.yaml.Form;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.file.yaml.Node;
import dev.throng.api.file.yaml.Node.Mapping;
import dev.throng.api.file.yaml.Node.Scalar;
import dev.throng.api.file.yaml.Source;
import dev.throng.api.schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reading of one file's text. */
final class FileReading {
    private static final String GROUP = "throng.dev/";
    private static final String API_VERSION = "throng.dev/v1";
    private static final String LOAD_TEST = "LoadTest";
    private static final String SCHEDULE = "LoadTestSchedule";
    private static final Vocabulary LOAD_TEST_WORDS = new Vocabulary(Struct.of(Resource.OfLoadTest.class));
    private static final Vocabulary SCHEDULE_WORDS = new Vocabulary(Struct.of(Resource.OfSchedule.class));

    private final Source source;
    private final Findings findings = new Findings();
    private final List<Document<LoadTestSpec>> loadTests = new ArrayList<>();
    private final List<Document<LoadTestScheduleSpec>> schedules = new ArrayList<>();

    FileReading(Source source) {
        this.source = source;
    }

    Reading read() {
        List<Node> documents = Documents.of(source, findings);
        boolean ours = false;
        for (Node document : documents) {
            ours |= document instanceof Mapping mapping && document(mapping);
        }
        if (!ours && findings.isEmpty()) {
            findings.add(Location.START, "", nothing(documents));
        }
        return findings.isEmpty()
                ? new Reading.Accepted(List.copyOf(loadTests), List.copyOf(schedules))
                : new Reading.Refused(new Problems(source, findings.all()));
    }

    /** Reads a document if it is one of ours, and says whether it is. */
    private boolean document(Mapping root) {
        String kind = text(root, "kind");
        String version = text(root, "apiVersion");
        boolean ourVersion = version.startsWith(GROUP);
        if (kind.equals(LOAD_TEST) || kind.equals(SCHEDULE)) {
            version(root, version);
            read(root, kind);
            return true;
        }
        if (ourVersion || (kind.isEmpty() && version.isEmpty() && looksLikeOurs(root))) {
            kind(root, kind);
            return true;
        }
        return false;
    }

    private static boolean looksLikeOurs(Mapping root) {
        return root.has("spec")
                || Struct.of(LoadTestSpec.class).fields().stream().anyMatch(field -> root.has(field.name()));
    }

    private void version(Mapping root, String version) {
        if (version.equals(API_VERSION)) {
            return;
        }
        root.get("apiVersion")
                .ifPresentOrElse(
                        node -> findings.add(
                                node.start(), "apiVersion", "expected " + API_VERSION + ", but found " + node.words()),
                        () -> findings.add(
                                root.start(), "", "'apiVersion' is missing: add apiVersion: " + API_VERSION));
    }

    private void kind(Mapping root, String kind) {
        String right = Nearest.to(kind, List.of(LOAD_TEST, SCHEDULE)).orElse(LOAD_TEST);
        root.get("kind")
                .ifPresentOrElse(
                        node -> findings.add(
                                node.start(),
                                "kind",
                                "expected " + LOAD_TEST + " or " + SCHEDULE + ", but found " + node.words()
                                        + ": did you mean " + right + "?"),
                        () -> findings.add(
                                root.start(),
                                "",
                                "'kind' is missing: a LoadTest begins with apiVersion: " + API_VERSION + " and kind: "
                                        + LOAD_TEST));
    }

    private void read(Mapping root, String kind) {
        boolean schedule = kind.equals(SCHEDULE);
        if (schedule) {
            scheduleName(root);
        }
        Binder binder = new Binder(findings, schedule ? SCHEDULE_WORDS : LOAD_TEST_WORDS, true);
        Struct struct = Struct.of(schedule ? Resource.OfSchedule.class : Resource.OfLoadTest.class);
        Object bound = binder.bind(struct, root, "");
        Places places = new Places(source, root.start(), binder.places());
        if (bound instanceof Resource.OfLoadTest test) {
            loadTests.add(document(test, test.spec(), places));
        } else if (bound instanceof Resource.OfSchedule planned) {
            schedules.add(document(planned, planned.spec(), places));
        }
    }

    /** A schedule's name is shorter than a LoadTest's, because the LoadTests that it makes have it and more. */
    private void scheduleName(Mapping root) {
        Optional<Node> name = root.get("metadata")
                .filter(Mapping.class::isInstance)
                .flatMap(metadata -> ((Mapping) metadata).get("name"));
        if (name.orElse(root) instanceof Scalar scalar && scalar.text().length() <= RootRules.LONGEST_LOAD_TEST_NAME) {
            Advice.size(scalar.text().length(), 0, RootRules.LONGEST_SCHEDULE_NAME, "character")
                    .ifPresent(wrong -> findings.add(scalar.start(), "metadata.name", wrong));
        }
    }

    private static <S> Document<S> document(Resource resource, @Nullable S spec, Places places) {
        Resource.Metadata metadata = Objects.requireNonNull(resource.metadata());
        return new Document<>(
                Objects.requireNonNull(metadata.name()),
                metadata.namespace(),
                Map.copyOf(Optional.ofNullable(metadata.labels()).orElse(Map.of())),
                Map.copyOf(Optional.ofNullable(metadata.annotations()).orElse(Map.of())),
                Objects.requireNonNull(spec),
                places);
    }

    private static String nothing(List<Node> documents) {
        List<String> found = documents.stream()
                .filter(node -> !node.isNull())
                .map(FileReading::what)
                .toList();
        return found.isEmpty()
                ? "the file has no document: a LoadTest begins with apiVersion: " + API_VERSION + " and kind: "
                        + LOAD_TEST
                : "the file has no LoadTest of " + API_VERSION + ", but " + String.join(", ", found);
    }

    private static String what(Node node) {
        if (!(node instanceof Mapping mapping) || text(mapping, "kind").isEmpty()) {
            return node.words();
        }
        Optional<String> name = mapping.get("metadata")
                .filter(Mapping.class::isInstance)
                .map(metadata -> text((Mapping) metadata, "name"))
                .filter(text -> !text.isEmpty());
        return text(mapping, "kind") + name.map(text -> " " + Form.quoted(text)).orElse("");
    }

    private static String text(Mapping mapping, String field) {
        return mapping.get(field)
                .filter(node -> node instanceof Scalar && !node.isNull())
                .map(node -> ((Scalar) node).text())
                .orElse("");
    }
}
