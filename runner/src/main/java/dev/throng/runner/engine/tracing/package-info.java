/** Who is told of each exchange: a witness who sees all of it, a tracer who gets spans. */
@NullMarked
package dev.throng.runner.engine.tracing;

import org.jspecify.annotations.NullMarked;
