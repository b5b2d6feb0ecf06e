package dev.throng.runner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.api.LoadTestSpec;

/** Specifications of plans that no file was compiled to. */
public final class Specs {
    private Specs() {}

    /** One that says nothing. */
    public static LoadTestSpec nothing() {
        return of("{}");
    }

    public static LoadTestSpec of(String json) {
        try {
            return new ObjectMapper().readValue(json, LoadTestSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
