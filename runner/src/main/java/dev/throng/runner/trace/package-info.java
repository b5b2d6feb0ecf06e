/**
 * The requests of a run that have a trace id, as spans: data only. The engine fills them in when somebody wants them, and whoever
 * sends them knows no engine.
 */
@NullMarked
package dev.throng.runner.trace;

import org.jspecify.annotations.NullMarked;
