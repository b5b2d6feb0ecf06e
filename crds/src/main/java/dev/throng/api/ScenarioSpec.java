package dev.throng.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exactly one of: declarative users, a Java source, a Python locustfile. */
public record ScenarioSpec(
        @Nullable List<UserSpec> users,
        @Nullable CodeSpec java,
        @Nullable CodeSpec python) {}
