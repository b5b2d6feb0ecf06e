package dev.throng.api.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is tolerated of the requests of one name. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BaselineNameSpec(
        @JsonPropertyDescription("The requests' name, for example /search.")
        @Required
        @Size(min = 1, max = 253) @Nullable String name,

        @JsonPropertyDescription(
                "By how much their measures may get worse, as for all requests, for example {p95: 30%}; what is absent here is as for all requests.")
        @Required
        @Keys(Patterns.METRIC)
        @Size(min = 1, max = 16) @Nullable Map<String, @Pattern(Patterns.PERCENT) @Size(max = 16) String> tolerate) {}
