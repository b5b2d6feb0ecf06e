package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Excludes;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where a captured value comes from; exactly one source. A missing value fails the request unless {@code optional}. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"json", "header", "regex", "cookie", "response", "css", "xpath"},
        what = "a capture")
@Excludes(
        field = "take",
        others = {"cookie", "response"},
        fix = "there is one of it")
@Needs(
        value = {"attribute"},
        anyOf = {"css"})
@Primary("json")
public record CaptureSpec(
        @JsonPropertyDescription(
                "JSONPath into the response body, for example $.access_token; the value keeps its JSON type.")
        @Pattern(Patterns.JSON_PATH) @Size(min = 1, max = 512) @Nullable String json,

        @JsonPropertyDescription("Name of a response header, for example Location; the first one of that name.")
        @Pattern(Patterns.TOKEN) @Size(min = 1, max = 256) @Nullable String header,

        @JsonPropertyDescription(
                "Regular expression (Java) over the body's text: its first group, or the whole match when it has none.")
        @Size(min = 1, max = 1024) @Nullable String regex,

        @JsonPropertyDescription("Name of a cookie that the user holds after the response.")
        @Pattern(Patterns.TOKEN) @Size(min = 1, max = 256) @Nullable String cookie,

        @JsonPropertyDescription(
                "Something of the response as a whole: status, body (its text), size (bytes of the decompressed body), millis (response time), sha256 or md5.")
        @Nullable ResponsePart response,

        @JsonPropertyDescription(
                "CSS selector into a body of HTML or XML, for example a.next: the element's text, or an attribute of it.")
        @Size(min = 1, max = 512) @Nullable String css,

        @JsonPropertyDescription("Attribute of what css finds, instead of its text, for example href.")
        @Size(min = 1, max = 256) @Nullable String attribute,

        @JsonPropertyDescription("XPath (1.0) into a body of HTML or XML, for example //item/@id.")
        @Size(min = 1, max = 512) @Nullable String xpath,

        @JsonPropertyDescription(
                "Which of several: first, last, random, all (a list) or count (how many there are); first when absent.")
        @Nullable Take take,

        @JsonPropertyDescription(
                "Whether a missing value is fine: the variable is then unset and the request does not fail; false when absent.")
        @Nullable Boolean optional) {}
