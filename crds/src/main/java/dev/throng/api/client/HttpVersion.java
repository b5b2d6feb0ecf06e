package dev.throng.api.client;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What connections to the target speak. */
public enum HttpVersion {
    /** What the server prefers. */
    @JsonProperty("auto")
    AUTO,
    @JsonProperty("1.1")
    HTTP_1_1,
    @JsonProperty("2")
    HTTP_2
}
