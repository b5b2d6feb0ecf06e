package dev.throng.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlPathTest {

    @Test
    void joinsFieldsAndItems() {
        String tasks = YamlPath.field(YamlPath.item(YamlPath.field("", "users"), 2), "tasks");
        assertThat(tasks).isEqualTo("users[2].tasks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a b", "", "7", "a\"b", "a\\", "[\"x\"]", "a]", "${t}"})
    void putsOddKeysInBracketsAndTakesThemOffAgain(String key) {
        String path = YamlPath.field("spec.headers", key);
        assertThat(path).startsWith("spec.headers[\"");
        assertThat(YamlPath.parent(path)).isEqualTo("spec.headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Trace", "$ref", "_x", "a1"})
    void leavesPlainKeysAsTheyAre(String key) {
        assertThat(YamlPath.field("spec", key)).isEqualTo("spec." + key);
    }

    @Test
    void theParentOfASinglePartIsTheDocument() {
        assertThat(YamlPath.parent("spec")).isEmpty();
        assertThat(YamlPath.parent("spec[3]")).isEqualTo("spec");
        assertThat(YamlPath.parent("")).isEmpty();
    }
}
