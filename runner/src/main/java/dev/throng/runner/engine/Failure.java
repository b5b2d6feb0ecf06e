package dev.throng.runner.engine;

import dev.throng.runner.stats.FailureKind;

/** Why a request failed, with a reason for people. */
record Failure(FailureKind kind, String message) {}
