package dev.throng.runner.plan.http;

import dev.throng.runner.contract.OpenApi;

/**
 * What the target's responses must be by its description.
 *
 * @param share of the responses that are validated, from 0 to 1
 * @param soft whether what is otherwise is counted only
 */
public record Contract(OpenApi api, double share, boolean soft) {
    @Override
    public String toString() {
        return "Contract[%s, %s%s]".formatted(api.name(), share, soft ? ", soft" : "");
    }
}
