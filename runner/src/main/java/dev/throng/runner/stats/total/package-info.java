/** What the master adds up over all workers, for the result and for what is shown meanwhile. */
@NullMarked
package dev.throng.runner.stats.total;

import org.jspecify.annotations.NullMarked;
