/** What the engine brings to run scenarios. Scenarios themselves have no use for it. */
@NullMarked
package dev.throng.scenario.spi;

import org.jspecify.annotations.NullMarked;
