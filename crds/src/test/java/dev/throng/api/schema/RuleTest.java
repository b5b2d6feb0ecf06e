package dev.throng.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.scenario.TaskSpec;
import dev.throng.api.scenario.WaitSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two forms of a rule say the same. */
class RuleTest {

    @OneOf(
            value = {"text", "any"},
            what = "a thing")
    @Needs(
            value = {"any"},
            anyOf = {"text"})
    @Excludes(
            field = "any",
            others = {"text"},
            fix = "remove it")
    record WithJson(@Nullable String text, @Nullable JsonNode any) {}

    static Stream<Struct> structs() {
        Set<Struct> structs = new LinkedHashSet<>();
        collect(Struct.of(LoadTestSpec.class), structs);
        collect(Struct.of(LoadTestScheduleSpec.class), structs);
        structs.add(Struct.of(WithJson.class));
        return structs.stream().filter(struct -> !struct.rules().isEmpty());
    }

    private static void collect(Type type, Set<Struct> into) {
        switch (type) {
            case Struct struct -> {
                into.add(struct);
                struct.fields().forEach(field -> collect(field.type(), into));
            }
            case Type.Items items -> collect(items.element(), into);
            case Type.Entries entries -> collect(entries.value(), into);
            default -> {} // no rules inside
        }
    }

    @ParameterizedTest
    @MethodSource("structs")
    void theApiServerRefusesNothingThatTheReaderAccepts(Struct struct) {
        for (Rule rule : presenceRules(struct)) {
            for (Set<String> present : combinations(names(struct))) {
                boolean accepted = rule.broken(present::contains).isEmpty();
                rule.cel()
                        .ifPresent(cel -> assertThat(!accepted || PresenceCel.holds(cel, present))
                                .as("%s with %s", cel, present)
                                .isTrue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("structs")
    void theApiServerRefusesAllThatTheReaderRefusesWhereEveryFieldIsTyped(Struct struct) {
        List<String> names = names(struct);
        names.removeIf(name -> struct.field(name)
                .filter(field -> field.type() instanceof Type.Json)
                .isPresent());
        boolean typed = names.size() == names(struct).size();
        for (Rule rule : presenceRules(struct)) {
            for (Set<String> present : typed ? combinations(names) : List.<Set<String>>of()) {
                boolean refused = rule.broken(present::contains).isPresent();
                boolean said = rule.cel()
                        .filter(cel -> !PresenceCel.holds(cel, present))
                        .isPresent();
                assertThat(said).as("%s with %s", rule, present).isEqualTo(refused);
            }
        }
    }

    /** Without those about a field's value, which the reader sees where it reads the value. */
    private static List<Rule> presenceRules(Struct struct) {
        return struct.rules().stream()
                .filter(rule -> !(rule instanceof Rule.Matching))
                .toList();
    }

    private static List<String> names(Struct struct) {
        List<String> names = new ArrayList<>();
        for (Struct.Field field : struct.fields()) {
            names.add(field.name());
            if (field.type() instanceof Struct inner && inner.fields().size() < 5) {
                inner.fields().forEach(below -> names.add(field.name() + "." + below.name()));
            }
        }
        return names;
    }

    /** All with up to three fields; what is inside a field is there only with the field. */
    private static List<Set<String>> combinations(List<String> names) {
        Set<Set<String>> all = new LinkedHashSet<>();
        all.add(Set.of());
        for (int size = 0; size < 3; size++) {
            for (Set<String> smaller : List.copyOf(all)) {
                names.forEach(name -> all.add(with(smaller, name)));
            }
        }
        return List.copyOf(all);
    }

    private static Set<String> with(Set<String> present, String name) {
        Set<String> more = new HashSet<>(present);
        more.add(name);
        int dot = name.indexOf('.');
        if (dot > 0) {
            more.add(name.substring(0, dot));
        }
        return more;
    }

    @Test
    void exactlyOneIsSaidInCel() {
        assertThat(Struct.of(WaitSpec.class).rules().getFirst().cel())
                .hasValue("(has(self.between)?1:0)+(has(self.constant)?1:0)+(has(self.normal)?1:0)"
                        + "+(has(self.exponential)?1:0)+(has(self.logNormal)?1:0)"
                        + "+(has(self.pacing)?1:0)+(has(self.throughput)?1:0)==1");
    }

    @Test
    void aRuleNamesTheFix() {
        assertThat(Struct.of(TaskSpec.class).rules())
                .extracting(Rule::message)
                .contains(
                        "a request's body is at most one of form, multipart, bodyFile, body or json: keep one of them")
                .anyMatch(message -> message.endsWith(": move it into a step"));
    }

    @Test
    void freeFormJsonHasNoTypeInCelSoTheRuleIsWeakerThere() {
        List<Rule> rules = Struct.of(WithJson.class).rules();
        assertThat(rules).extracting(Rule::cel).allMatch(Optional::isEmpty);
        assertThat(rules.getFirst().broken(Set.of()::contains)).isPresent();
    }
}
