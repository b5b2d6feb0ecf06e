/**
 * Thresholds, grades and the verdict.
 */
@NullMarked
package dev.throng.runner.verdict;

import org.jspecify.annotations.NullMarked;
