/**
 * What chance can do to figures that depend on each other in time: intervals of a run that are alike because they are
 * neighbours say less than as many independent ones. Pure, no state.
 */
@NullMarked
package dev.throng.runner.verdict.chance;

import org.jspecify.annotations.NullMarked;
