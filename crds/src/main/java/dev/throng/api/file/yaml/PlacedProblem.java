package dev.throng.api.file.yaml;

import dev.throng.api.Problem;

/** A problem and where it stands in the file. */
public record PlacedProblem(Location location, Problem problem) {}
