/**
 * What one who watches a few users closely gets to see: each exchange as text, and why it was as expected or not. Data only;
 * the engine fills it in when somebody watches, and whoever shows it knows no engine.
 */
@NullMarked
package dev.throng.runner.witness;

import org.jspecify.annotations.NullMarked;
