/**
 * What a run must keep to, and what it is compared with: thresholds, grades, drift, baselines, the search for the
 * capacity, and figures observed on the other side.
 */
@NullMarked
package dev.throng.api.verdict;

import org.jspecify.annotations.NullMarked;
