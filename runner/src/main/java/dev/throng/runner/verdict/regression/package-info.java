/**
 * Whether a run is worse than an earlier one, or worse than many earlier ones step by step: a difference counts when it is
 * larger than what is tolerated and than what two equal runs differ by.
 */
@NullMarked
package dev.throng.runner.verdict.regression;

import org.jspecify.annotations.NullMarked;
