package dev.throng.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.scenario.UserSpec;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every record of the resources. */
class StructTest {

    static Stream<Struct> structs() {
        Set<Struct> structs = new LinkedHashSet<>();
        collect(Struct.of(LoadTestSpec.class), structs);
        collect(Struct.of(LoadTestStatus.class), structs);
        collect(Struct.of(LoadTestScheduleSpec.class), structs);
        collect(Struct.of(LoadTestScheduleStatus.class), structs);
        return structs.stream();
    }

    private static void collect(Type type, Set<Struct> into) {
        switch (type) {
            case Struct struct -> {
                into.add(struct);
                struct.fields().forEach(field -> collect(field.type(), into));
            }
            case Type.Items items -> collect(items.element(), into);
            case Type.Entries entries -> collect(entries.value(), into);
            default -> {} // no records inside
        }
    }

    @ParameterizedTest
    @MethodSource("structs")
    void everyFieldIsDescribedInOneSentence(Struct struct) {
        for (RecordComponent component : struct.record().getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                everyFieldIsDescribedInOneSentence(Struct.of(component.getType().asSubclass(Record.class)));
                continue;
            }
            JsonPropertyDescription description = component.getAccessor().getAnnotation(JsonPropertyDescription.class);
            assertThat(description).as(component.toString()).isNotNull();
            assertThat(description.value()).matches("[A-Z0-9].*[^.]\\.").hasSizeLessThan(256);
        }
    }

    @ParameterizedTest
    @MethodSource("structs")
    void everyTextListAndMapHasAMostSize(Struct struct) {
        struct.fields()
                .forEach(field -> assertThat(bounded(field.type()))
                        .as(struct.record().getSimpleName() + "." + field.name())
                        .isTrue());
    }

    private static boolean bounded(Type type) {
        return switch (type) {
            case Type.Text text -> text.maxLength() < Long.MAX_VALUE;
            case Type.Items items -> items.max() < Long.MAX_VALUE && bounded(items.element());
            case Type.Entries entries -> entries.max() < Long.MAX_VALUE && bounded(entries.value());
            case Type.Whole _, Type.Decimal _, Type.Flag _, Type.Choice _, Type.Json _, Struct _ -> true;
        };
    }

    @ParameterizedTest
    @MethodSource("structs")
    void absentFieldsAreLeftOutAndUnknownOnesAcceptedByAnOlderOperator(Struct struct) {
        assertThat(struct.record().getAnnotation(JsonInclude.class).value()).isEqualTo(JsonInclude.Include.NON_NULL);
        assertThat(struct.record().getAnnotation(JsonIgnoreProperties.class).ignoreUnknown())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("structs")
    void whatMakesItemsUniqueIsARequiredField(Struct struct) {
        struct.fields().forEach(field -> {
            if (field.type() instanceof Type.Items items && items.uniqueBy() != null) {
                Struct item = (Struct) items.element();
                assertThat(item.field(items.uniqueBy()).orElseThrow().required())
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("structs")
    void thePrimaryFieldExists(Struct struct) {
        assertThat(struct.primary() == null || struct.field(struct.primary()).isPresent())
                .isTrue();
    }

    @Test
    void aFieldIsCalledAsInYaml() {
        assertThat(Struct.of(UserSpec.class).fields())
                .extracting(Struct.Field::name)
                .contains("wait")
                .doesNotContain("waiting");
    }

    @OneOf(
            value = {"text", "txet"},
            what = "a thing")
    record Misspelt(@Nullable String text) {}

    @Test
    void aRuleAboutAFieldThatIsNotThereIsABug() {
        assertThatThrownBy(() -> Struct.of(Misspelt.class)).hasMessageContaining("txet");
    }
}
