package dev.throng.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;

/** What Argo CD shows of our kinds, by the Lua in its sample, with the libraries that Argo CD gives to Lua and no others. */
class ArgoHealthTest {
    private static final Path SAMPLE = Path.of("..", "k8s", "argocd", "argocd-cm.yaml");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                                      | Progressing | the operator has not seen it yet",
                "{observedGeneration: 1, phase: Finished}                              | Progressing | the operator has not seen it yet",
                "{observedGeneration: 2}                                               | Progressing | Pending",
                "{observedGeneration: 2, phase: Suspended}                             | Suspended   | held back by spec.suspend",
                "{observedGeneration: 2, phase: Running, display: {users: '20', rps: '184', p95: 21ms}, conditions: [{type: Finished, status: 'False', reason: Running}]}"
                        + " | Progressing | Running, 20 users, 184 requests/s, p95 21ms",
                "{observedGeneration: 2, phase: Finished, conditions: [{type: Passed, status: 'True', message: all held}, {type: Finished, status: 'True', reason: Passed, message: over}]}"
                        + " | Healthy | all held",
                "{observedGeneration: 2, phase: Finished, conditions: [{type: Passed, status: 'False', message: p95 was 612ms}, {type: Finished, status: 'True', reason: ThresholdsFailed, message: over}]}"
                        + " | Degraded | ThresholdsFailed: p95 was 612ms",
                "{observedGeneration: 2, phase: Finished, conditions: [{type: Passed, status: Unknown, message: x}, {type: Finished, status: 'True', reason: Broken, message: no target}]}"
                        + " | Degraded | Broken: no target",
                "{observedGeneration: 2, phase: Finished, conditions: [{type: Finished, status: 'True', reason: Aborted}]} | Degraded | Aborted: ",
            })
    void aLoadTestIsAsHealthyAsItsRun(String status, String health, String message) throws IOException {
        LuaTable answer = health("LoadTest", "metadata: {generation: 2}\nspec: {}\nstatus: " + status);
        assertThat(answer.get("status").tojstring()).isEqualTo(health);
        assertThat(answer.get("message").tojstring().strip()).isEqualTo(message.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                            |                                  | Progressing | the operator has not seen it yet",
                "{}                            | {observedGeneration: 1, conditions: [{type: Valid, status: 'True'}, {type: Scheduled, status: 'True', message: due at two}]} | Healthy | due at two",
                "{}                            | {observedGeneration: 1, conditions: [{type: Valid, status: 'False', message: no such time zone}]} | Degraded | no such time zone",
                "{suspend: true}               | {observedGeneration: 1, lastVerdict: Failed} | Suspended | suspended by spec.suspend",
                "{}                            | {observedGeneration: 1, lastVerdict: Passed, conditions: [{type: Scheduled, status: 'True', message: due at two}]} | Healthy | due at two",
                "{}                            | {observedGeneration: 1, lastVerdict: Failed, lastLoadTest: nightly-1} | Degraded | the last run, nightly-1: Failed",
            })
    void aScheduleIsAsHealthyAsItsLastRun(String spec, String status, String health, String message)
            throws IOException {
        LuaTable answer =
                health("LoadTestSchedule", "metadata: {generation: 1}\nspec: " + spec + "\nstatus: " + status);
        assertThat(answer.get("status").tojstring()).isEqualTo(health);
        assertThat(answer.get("message").tojstring()).isEqualTo(message);
    }

    private static LuaTable health(String kind, String object) throws IOException {
        Map<String, String> data = Serialization.unmarshal(Files.readString(SAMPLE), ConfigMap.class)
                .getData();
        Globals lua = new Globals();
        lua.load(new BaseLib());
        lua.load(new PackageLib());
        lua.load(new TableLib());
        LoadState.install(lua);
        LuaC.install(lua);
        lua.set("obj", lua(Serialization.unmarshal(object.replace("status: null", ""), JsonNode.class)));
        return lua.load(data.get("resource.customizations.health.throng.dev_" + kind), kind)
                .call()
                .checktable();
    }

    private static LuaValue lua(JsonNode json) {
        if (json.isObject()) {
            LuaTable table = new LuaTable();
            json.properties().forEach(field -> table.set(field.getKey(), lua(field.getValue())));
            return table;
        }
        if (json.isArray()) {
            LuaTable table = new LuaTable();
            json.forEach(item -> table.set(table.length() + 1, lua(item)));
            return table;
        }
        return json.isNumber()
                ? LuaValue.valueOf(json.asInt())
                : json.isBoolean() ? LuaValue.valueOf(json.asBoolean()) : LuaValue.valueOf(json.asText());
    }
}
