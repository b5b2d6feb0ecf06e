/**
 * How many workers a load needs: a short run beside the real one drives a growing part of the load from this process, and what
 * that cost says what the whole would.
 */
@NullMarked
package dev.throng.runner.sizing;

import org.jspecify.annotations.NullMarked;
