package dev.throng.runner.engine.judge;

import dev.throng.runner.stats.FailureKind;

/** Why a request failed, with a reason for people. */
public record Failure(FailureKind kind, String message) {}
