/** Doing it: the only room that changes anything but the status. */
@NullMarked
package dev.throng.operator.loadtest.act;

import org.jspecify.annotations.NullMarked;
