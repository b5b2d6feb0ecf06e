package dev.throng.api.scenario;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scenario in code: inline, as one text or as several files, or in a ConfigMap in the LoadTest's namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"source", "files", "configMap"},
        what = "code")
@Needs(
        value = {"key"},
        anyOf = {"configMap"})
@Primary("source")
public record CodeSpec(
        @JsonPropertyDescription("The source text itself, up to 256 KiB.") @Size(min = 1, max = 262144) @Nullable String source,

        @JsonPropertyDescription(
                "Several source texts by their file names, for example {ApiUser.java: …, Orders.java: …}.")
        @Size(min = 1, max = 64) @Nullable Map<String, @Size(max = 262144) String> files,

        @JsonPropertyDescription("Name of a ConfigMap in the same namespace that holds the source.")
        @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 253) @Nullable String configMap,

        @JsonPropertyDescription(
                "Key in the ConfigMap, for example locustfile.py; all of its keys that are sources when absent.")
        @Size(min = 1, max = 253) @Nullable String key,

        @JsonPropertyDescription(
                "Archives and folders that the code uses, as paths in the runner's pods, where pods.master and pods.workers mount them from an image or a volume.")
        @Size(max = 32) @Nullable List<@Size(max = 1024) String> classpath) {}
