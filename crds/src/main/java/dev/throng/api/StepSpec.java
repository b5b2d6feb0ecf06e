package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step: a request (exactly one method field), a pause, assignments, or a flow. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"get", "post", "put", "patch", "delete", "head", "options", "pause", "set", "do", "choose"},
        what = "a step")
@OneOf(
        value = {"form", "body", "json"},
        orNone = true,
        what = "a request's body")
@Needs(
        value = {
            "name",
            "pop",
            "push",
            "headers",
            "json",
            "form",
            "body",
            "capture",
            "expect",
            "followRedirects",
            "timeout",
            "onFailure"
        },
        anyOf = {"get", "post", "put", "patch", "delete", "head", "options"})
@Needs(
        value = {"repeat", "repeatWhile", "forEach", "otherwise", "group"},
        anyOf = {"do"})
@Needs(
        value = {"item"},
        anyOf = {"forEach"})
@OneOf(
        value = {"repeat", "repeatWhile", "forEach"},
        orNone = true,
        what = "a repetition")
public record StepSpec(
        @JsonPropertyDescription(
                "Name that the statistics group the request under, for example /api/v1/items?page=N; the path as written when absent.")
        @Size(min = 1, max = 512) @Nullable String name,

        @JsonPropertyDescription(
                "GET request to this path below the target, or absolute URL, for example /api/v1/items?page=${random.int(1, 10)}.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = 4096) @Nullable String get,

        @JsonPropertyDescription("POST request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = 4096) @Nullable String post,

        @JsonPropertyDescription("PUT request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = 4096) @Nullable String put,

        @JsonPropertyDescription("PATCH request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = 4096) @Nullable String patch,

        @JsonPropertyDescription("DELETE request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = 4096) @Nullable String delete,

        @JsonPropertyDescription("HEAD request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = 4096) @Nullable String head,

        @JsonPropertyDescription("OPTIONS request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = 4096) @Nullable String options,

        @JsonPropertyDescription("Waits this long, for example 500ms.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String pause,

        @JsonPropertyDescription(
                "Assigns variables, for example {id: \"${random.int(1, 100)}\"}; in no particular order.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 32) @Nullable Map<String, JsonNode> set,

        @JsonPropertyDescription("Performs the flow of this name, for example checkout.")
        @JsonProperty("do")
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String flow,

        @JsonPropertyDescription("How often the flow is performed, for example 3; once when absent.")
        @Min(1) @Max(1000000) @Nullable Integer repeat,

        @JsonPropertyDescription(
                "Expression; the flow is performed as long as it is true, for example ${status != \"done\"}; it is looked at before each time.")
        @Size(min = 1, max = 1024) @Nullable String repeatWhile,

        @JsonPropertyDescription(
                "A captured list; the flow is performed once for each of its items, for example ${products}.")
        @Size(min = 1, max = 1024) @Nullable String forEach,

        @JsonPropertyDescription("Variable that holds forEach's item, for example product; item when absent.")
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String item,

        @JsonPropertyDescription("Flow that is performed instead where when is false, for example browse.")
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String otherwise,

        @JsonPropertyDescription("Performs one of these flows, drawn by weight, for example {browse: 80, buy: 20}.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 16) @Nullable Map<String, @Min(0) @Max(1000000) Integer> choose,

        @JsonPropertyDescription("Expression; the step is skipped when it is false, for example ${token}.")
        @Size(min = 1, max = 1024) @Nullable String when,

        @JsonPropertyDescription(
                "Takes a value from each of these pools first, as variable: pool, for example {item: createdItems}; the step is skipped while one of them is empty.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 8) @Nullable Map<String, @Pattern(Patterns.VARIABLE) @Size(max = 63) String> pop,

        @JsonPropertyDescription(
                "Adds a value to each of these pools after a success, as pool: value, for example {createdItems: \"${created}\"}; pools are shared by all users of a worker.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 8) @Nullable Map<String, @Size(max = 4096) String> push,

        @JsonPropertyDescription("Headers of this request; they go before the user's and the run's.")
        @Keys(Patterns.TOKEN)
        @Size(max = 32) @Nullable Map<String, @Size(max = 4096) String> headers,

        @JsonPropertyDescription(
                "JSON body; texts in it may hold ${…}, and a text that is one expression keeps its type, for example {price: \"${random.double(10, 1000)}\"}.")
        @io.fabric8.generator.annotation.Nullable @Nullable JsonNode json,

        @JsonPropertyDescription("Form body (application/x-www-form-urlencoded), encoded by the client.")
        @Size(min = 1, max = 128) @Nullable Map<String, @Size(max = 65536) String> form,

        @JsonPropertyDescription("Body as it is; text/plain unless a header says otherwise.")
        @Size(max = 262144) @Nullable String body,

        @JsonPropertyDescription("Variables to take from a good response, for example {token: {json: $.access_token}}.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 16) @Nullable Map<String, CaptureSpec> capture,

        @JsonPropertyDescription("What the response must be; a status below 400 when absent.") @Nullable ExpectSpec expect,

        @JsonPropertyDescription("Whether redirects are followed; as http.followRedirects says when absent.") @Nullable Boolean followRedirects,

        @JsonPropertyDescription("Time limit of this request, for example 10s; http.timeouts.total when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String timeout,

        @JsonPropertyDescription(
                "What the user does when the request fails: goes on with the next step (goOn), or leaves out the rest of its task (endTask); goOn when absent.")
        @Nullable OnFailure onFailure,

        @JsonPropertyDescription(
                "Measures the flow as a whole under this name, for example checkout: a duration and failures of its own.")
        @Size(min = 1, max = 100) @Nullable String group) {}
