package dev.throng.api.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.RootRules;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources as a file writes them, around their spec. */
sealed interface Resource {
    @Nullable Metadata metadata();

    record OfLoadTest(
            @Nullable String apiVersion,
            @Nullable String kind,
            @Required @Nullable Metadata metadata,
            @Required @Nullable LoadTestSpec spec,
            @Nullable JsonNode status)
            implements Resource {}

    record OfSchedule(
            @Nullable String apiVersion,
            @Nullable String kind,
            @Required @Nullable Metadata metadata,
            @Required @Nullable LoadTestScheduleSpec spec,
            @Nullable JsonNode status)
            implements Resource {}

    /** An object's metadata; what a cluster adds to it is accepted and not looked at. */
    record Metadata(
            @Required @Pattern(Patterns.RESOURCE_NAME) @Size(min = 1, max = RootRules.LONGEST_LOAD_TEST_NAME) @Nullable String name,

            @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 63) @Nullable String namespace,

            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> annotations,
            @Nullable JsonNode generateName,
            @Nullable JsonNode uid,
            @Nullable JsonNode resourceVersion,
            @Nullable JsonNode generation,
            @Nullable JsonNode creationTimestamp,
            @Nullable JsonNode deletionTimestamp,
            @Nullable JsonNode deletionGracePeriodSeconds,
            @Nullable JsonNode managedFields,
            @Nullable JsonNode ownerReferences,
            @Nullable JsonNode finalizers,
            @Nullable JsonNode selfLink) {}
}
