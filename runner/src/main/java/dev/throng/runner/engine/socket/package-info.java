/** A user's WebSockets: what came and was not looked at yet, what was said lately, and how each of them ended. */
@NullMarked
package dev.throng.runner.engine.socket;

import org.jspecify.annotations.NullMarked;
