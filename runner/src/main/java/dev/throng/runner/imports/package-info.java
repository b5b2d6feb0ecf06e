/**
 * Makes LoadTests of what other tools have recorded or know: a reader for each of their formats, one draft for all of them, one
 * writer. What cannot be carried over is told, not dropped.
 */
@NullMarked
package dev.throng.runner.imports;

import org.jspecify.annotations.NullMarked;
