/**
 * What is due when on one loop.
 */
@NullMarked
package dev.throng.runner.engine.timing;

import org.jspecify.annotations.NullMarked;
