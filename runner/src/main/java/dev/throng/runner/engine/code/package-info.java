/** Users whose behaviour is code that is written as if it blocked. */
@NullMarked
package dev.throng.runner.engine.code;

import org.jspecify.annotations.NullMarked;
