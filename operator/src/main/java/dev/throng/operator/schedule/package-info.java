/** Schedules of load tests: when the time comes, a schedule creates a LoadTest, and the rest is that one's business. */
@NullMarked
package dev.throng.operator.schedule;

import org.jspecify.annotations.NullMarked;
