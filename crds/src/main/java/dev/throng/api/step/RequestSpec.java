package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.check.ExpectSpec;
import dev.throng.api.schema.Excludes;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Unique;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a request, which stand in a step or in place of a task's steps. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"form", "multipart", "bodyFile", "body", "json"},
        orNone = true,
        what = "a request's body")
@Excludes(
        field = "head",
        others = {"stream"},
        fix = "what answers a HEAD has no body")
public record RequestSpec(
        @JsonPropertyDescription(
                "Name that the statistics group the request under, for example /api/v1/items?page=N; the path as written when absent; beside steps the task's name.")
        @Size(min = 1, max = RequestSpec.LONGEST_NAME) @Nullable String name,

        @JsonPropertyDescription(
                "GET request to this path below the target, or absolute URL, for example /api/v1/items?page=${random.int(1, 10)}.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = RequestSpec.LONGEST_PATH) @Nullable String get,

        @JsonPropertyDescription("POST request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = RequestSpec.LONGEST_PATH) @Nullable String post,

        @JsonPropertyDescription("PUT request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = RequestSpec.LONGEST_PATH) @Nullable String put,

        @JsonPropertyDescription("PATCH request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = RequestSpec.LONGEST_PATH) @Nullable String patch,

        @JsonPropertyDescription("DELETE request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = RequestSpec.LONGEST_PATH) @Nullable String delete,

        @JsonPropertyDescription("HEAD request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = RequestSpec.LONGEST_PATH) @Nullable String head,

        @JsonPropertyDescription("OPTIONS request to this path below the target, or absolute URL.")
        @Pattern(Patterns.REQUEST_PATH) @Size(min = 1, max = RequestSpec.LONGEST_PATH) @Nullable String options,

        @JsonPropertyDescription(
                "Call of gRPC, for example {call: shop.v1.Catalog/GetItem, message: {id: 7}}; over HTTP/2, to the target.")
        @Nullable GrpcCallSpec grpc,

        @JsonPropertyDescription("Expression; the step or task is skipped when it is false, for example ${token}.")
        @Size(min = 1, max = 1024) @Nullable String when,

        @JsonPropertyDescription(
                "Takes a value from each of these pools first, as variable: pool, for example {item: createdItems}; the step or task is skipped while one of them is empty.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 8) @Nullable Map<String, @Pattern(Patterns.VARIABLE) @Size(max = 63) String> pop,

        @JsonPropertyDescription(
                "Adds a value to each of these pools after a success, as pool: value, for example {createdItems: \"${created}\"}; pools are shared by all users of a worker.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 8) @Nullable Map<String, @Size(max = 4096) String> push,

        @JsonPropertyDescription(
                "Headers of this request; they go before the user's and the run's; one that is sent several times has a list, for example {X-Tag: [a, b]}.")
        @Keys(Patterns.TOKEN)
        @Size(max = RequestSpec.MOST_HEADERS) @Nullable Map<String, JsonNode> headers,

        @JsonPropertyDescription(
                "JSON body; texts in it may hold ${…}, and a text that is one expression keeps its type, for example {price: \"${random.double(10, 1000)}\"}.")
        @io.fabric8.generator.annotation.Nullable @Nullable JsonNode json,

        @JsonPropertyDescription(
                "Form body (application/x-www-form-urlencoded), encoded by the client, for example {size: L, color: [red, green]}.")
        @Size(min = 1, max = 128) @Nullable Map<String, JsonNode> form,

        @JsonPropertyDescription(
                "Form of several parts (multipart/form-data), for example [{name: photo, file: a.png, type: image/png}].")
        @Size(min = 1, max = 32) @Nullable List<PartSpec> multipart,

        @JsonPropertyDescription(
                "Path of a file that is the body, from the LoadTest's own folder; application/octet-stream unless a header says otherwise; in a cluster where the pods see it.")
        @Size(min = 1, max = 1024) @Nullable String bodyFile,

        @JsonPropertyDescription("Body as it is; text/plain unless a header says otherwise.")
        @Size(max = RequestSpec.LONGEST_BODY) @Nullable String body,

        @JsonPropertyDescription("Variables to take from a good response, for example {token: {json: $.access_token}}.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 16) @Nullable Map<String, CaptureSpec> capture,

        @JsonPropertyDescription("What the response must be; a status below 400 when absent.") @Nullable ExpectSpec expect,

        @JsonPropertyDescription("Whether redirects are followed; as http.followRedirects says when absent.") @Nullable Boolean followRedirects,

        @JsonPropertyDescription("Time limit of this request, for example 10s; http.timeouts.total when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String timeout,

        @JsonPropertyDescription(
                "Sends the request again after a while when the answer says so, for example {status: [429, 503]}.")
        @Nullable RetrySpec retry,

        @JsonPropertyDescription(
                "The response is a stream of events, for example {until: \"[DONE]\"}; they are read as they come, counted and timed.")
        @Nullable StreamSpec stream,

        @JsonPropertyDescription(
                "Words that thresholds and --tags choose by, for example [checkout, slow]; beside steps they are those of all steps.")
        @Unique @Size(min = 1, max = 8) @Nullable List<@Pattern(Patterns.TAG) @Size(min = 1, max = 63) String> tags) {
    /** What the API server takes, in characters; of whoever writes files, too. */
    public static final int LONGEST_NAME = 512;

    public static final int LONGEST_PATH = 4096;
    public static final int LONGEST_BODY = 262_144;
    public static final int MOST_HEADERS = 32;

    /** Of one value, for all headers that a LoadTest has. */
    public static final int LONGEST_HEADER = 4096;

    /** With nothing but a name and tags, if any. */
    public static RequestSpec named(@Nullable String name, @Nullable List<String> tags) {
        return new RequestSpec(
                name, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, tags);
    }
}
