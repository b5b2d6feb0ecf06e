/**
 * Test plans of JMeter. The plan is read as a tree of elements; what holds for a sampler (defaults, headers, timers, assertions) is
 * gathered on the way down to it, as JMeter does. What is found nowhere here is told with its line.
 */
@NullMarked
package dev.throng.runner.imports.jmx;

import org.jspecify.annotations.NullMarked;
