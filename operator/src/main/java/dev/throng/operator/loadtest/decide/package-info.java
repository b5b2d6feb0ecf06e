/** What is to be done, as a table over phase and observation. Pure. */
@NullMarked
package dev.throng.operator.loadtest.decide;

import org.jspecify.annotations.NullMarked;
