package dev.throng.runner.plan;

import dev.throng.api.LoadTestSpec;

/** Turns the resource into the domain: a specification becomes a plan, or the list of everything that is wrong with it. */
public final class PlanCompiler {
    private PlanCompiler() {}

    /** @param name the LoadTest's name */
    public static Compiled compile(String name, LoadTestSpec spec, PlanOptions options) {
        throw new UnsupportedOperationException("not yet: " + name + spec + options);
    }
}
