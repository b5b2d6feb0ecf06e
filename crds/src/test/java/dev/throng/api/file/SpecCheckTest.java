package dev.throng.api.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import org.junit.jupiter.api.Test;

class SpecCheckTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void findsWhatNoSchemaCanSay() throws JsonProcessingException {
        LoadTestSpec spec = JACKSON.readValue("""
                {"target": "http://items", "users": 5, "scenario": {"users": [{"name": "A",
                  "variables": {"user-id": 7},
                  "tasks": [{"post": "/", "json": {"a": 1}, "body": "b",
                             "expect": {"json": [{"path": "$.a", "equals": null, "matches": "x"}]}}]}]}}
                """, LoadTestSpec.class);
        assertThat(SpecCheck.check(spec))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "spec.scenario.users[0].variables.user-id",
                        "spec.scenario.users[0].tasks[0].json",
                        "spec.scenario.users[0].tasks[0].expect.json[0].matches");
    }

    @Test
    void insistsOnWhatNoCommandLineGives() throws JsonProcessingException {
        LoadTestSpec spec = JACKSON.readValue("""
                {"scenario": {"users": [{"name": "A", "tasks": [{"get": "/"}]}]}}
                """, LoadTestSpec.class);
        assertThat(SpecCheck.check(spec))
                .extracting(Problem::message)
                .containsExactly(
                        "'target' is missing: add a base URL such as http://items.shop.svc:8000",
                        "a run's load needs at least one of users, rate, stages, loads, capacity, scenario.java or scenario.python");
    }

    @Test
    void acceptsANullThatIsAValue() throws JsonProcessingException {
        LoadTestSpec spec = JACKSON.readValue("""
                {"target": "http://items", "users": 5, "scenario": {"users": [{"name": "A",
                  "tasks": [{"post": "/", "json": {"a": null}, "expect": {"json": [{"path": "$.a", "equals": null}]}}]}]}}
                """, LoadTestSpec.class);
        assertThat(SpecCheck.check(spec)).isEmpty();
    }

    @Test
    void checksTheLoadTestInsideASchedule() throws JsonProcessingException {
        LoadTestScheduleSpec spec = JACKSON.readValue("""
                {"schedule": "0 2 * * *", "loadTestTemplate": {"spec": {"target": "items", "users": 5,
                  "scenario": {"java": {"source": "class A {}"}}}}}
                """, LoadTestScheduleSpec.class);
        assertThat(SpecCheck.check(spec))
                .extracting(Problem::path)
                .containsExactly("spec.loadTestTemplate.spec.target");
    }
}
