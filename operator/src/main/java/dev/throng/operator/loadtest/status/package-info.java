/** What the status says: projections of what was seen and decided. Pure. */
@NullMarked
package dev.throng.operator.loadtest.status;

import org.jspecify.annotations.NullMarked;
