package dev.throng.api.scenario;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.check.CheckSpec;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Unique;
import dev.throng.api.schema.UniqueBy;
import dev.throng.api.step.FlowSpec;
import dev.throng.api.step.StepSpec;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exactly one of: declarative users, a Java source, a Python locustfile. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"users", "java", "python"},
        what = "a scenario")
@Needs(
        value = {"flows", "checks", "data", "setup", "teardown"},
        anyOf = {"users"})
public record ScenarioSpec(
        @JsonPropertyDescription("Classes of virtual users, written out; no programming needed.")
        @UniqueBy("name")
        @Size(min = 1, max = 32) @Nullable List<UserSpec> users,

        @JsonPropertyDescription(
                "Lists of steps with names, for steps of any user to perform, for example [{name: login, steps: [{post: /login}]}].")
        @UniqueBy("name")
        @Size(min = 1, max = 32) @Nullable List<FlowSpec> flows,

        @JsonPropertyDescription(
                "Checks with names, which expect of any step refers to, for example [{name: quick, maxDuration: 200ms}].")
        @UniqueBy("name")
        @Size(min = 1, max = 64) @Nullable List<CheckSpec> checks,

        @JsonPropertyDescription(
                "OpenAPI description that the target's responses are validated by, for example {file: shop.yaml}.")
        @Nullable OpenApiSpec openapi,

        @JsonPropertyDescription(
                "Files whose rows the users draw, for example [{name: account, file: accounts.csv, pick: unique}].")
        @UniqueBy("name")
        @Size(min = 1, max = 16) @Nullable List<DataSpec> data,

        @JsonPropertyDescription(
                "Steps that are done once in the run, before its load, for example [{post: /tenants, capture: {tenant: {json: $.id}}}]; what they capture or set all users have.")
        @Size(min = 1, max = 100) @Nullable List<StepSpec> setup,

        @JsonPropertyDescription(
                "Steps that are done once in the run, after its load, however it ended, for example [{delete: \"/tenants/${tenant}\"}].")
        @Size(min = 1, max = 100) @Nullable List<StepSpec> teardown,

        @JsonPropertyDescription(
                "Only tasks with one of these tags are done, for example [checkout]; in YAML those with it in a step, too; all when absent.")
        @Unique @Size(min = 1, max = 16) @Nullable List<@Pattern(Patterns.TAG) @Size(min = 1, max = 63) String> tags,

        @JsonPropertyDescription(
                "Tasks with one of these tags are left out, for example [slow]; in YAML steps, too; none when absent.")
        @Unique @Size(min = 1, max = 16) @Nullable List<@Pattern(Patterns.TAG) @Size(min = 1, max = 63) String> excludeTags,

        @JsonPropertyDescription("A scenario in Java source.") @Nullable CodeSpec java,

        @JsonPropertyDescription("A locustfile in Python.") @Nullable CodeSpec python) {}
