package dev.throng.api.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a response of HTML or XML must hold; nothing but a selector: there is something. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"css", "xpath"},
        what = "what is selected")
@Needs(
        value = {"attribute"},
        anyOf = {"css"})
@OneOf(
        value = {"equals", "matches", "anyOf"},
        orNone = true,
        what = "a comparison")
@OneOf(
        value = {"each", "not"},
        orNone = true,
        what = "what is said of several")
@Primary("css")
public record ElementCheckSpec(
        @JsonPropertyDescription(
                "CSS selector, for example h1.title; the text of the first element that it finds is meant.")
        @Size(min = 1, max = 512) @Nullable String css,

        @JsonPropertyDescription("XPath (1.0), for example //item/@id or count(//item).")
        @Size(min = 1, max = 512) @Nullable String xpath,

        @JsonPropertyDescription("Attribute of the elements that css finds, instead of their text, for example href.")
        @Size(min = 1, max = 256) @Nullable String attribute,

        @JsonPropertyDescription("Text that it must be, for example Welcome.") @Size(max = 1024) @Nullable String equals,

        @JsonPropertyDescription("Texts of which it must be one, for example [open, closed].")
        @Size(min = 1, max = 16) @Nullable List<@Size(max = 1024) String> anyOf,

        @JsonPropertyDescription("Regular expression (Java) that must match a part of it.")
        @Size(min = 1, max = 1024) @Nullable String matches,

        @JsonPropertyDescription(
                "Whether it must hold of all that are found, and there must be one; false when absent.")
        @Nullable Boolean each,

        @JsonPropertyDescription("Whether it must hold of none; false when absent.") @Nullable Boolean not) {}
