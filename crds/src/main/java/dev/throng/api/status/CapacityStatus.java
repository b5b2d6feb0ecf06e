package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a search for the capacity found. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacityStatus(
        @JsonPropertyDescription("Highest load at which the thresholds hold; 0 when none does.") @Nullable Double load,

        @JsonPropertyDescription("What it is counted in: users, or arrivals per second.") @Size(max = 32) @Nullable String unit,

        @JsonPropertyDescription("The true capacity may be as low, in 19 of 20 cases.") @Nullable Double least,

        @JsonPropertyDescription("Or as high; absent when nobody knows.") @Nullable Double most,

        @JsonPropertyDescription("Lowest load above it that broke; absent when none did.") @Nullable Double brokeAt,

        @JsonPropertyDescription("What was missed there, for example p95 < 500ms of POST /orders.")
        @Size(max = 4096) @Nullable String broke) {}
