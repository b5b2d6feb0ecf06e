/** Distributions of times: exact enough for every percentile, merged without loss, small on the wire. */
@NullMarked
package dev.throng.runner.stats.histogram;

import org.jspecify.annotations.NullMarked;
