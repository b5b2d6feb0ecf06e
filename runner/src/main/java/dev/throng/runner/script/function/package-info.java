/**
 * The functions of the language, and the conversions and random sources behind them. A new function is added here and nowhere
 * else.
 */
@NullMarked
package dev.throng.runner.script.function;

import org.jspecify.annotations.NullMarked;
