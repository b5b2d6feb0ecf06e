/**
 * Regular expressions over bodies and texts, with a bounded cost.
 */
@NullMarked
package dev.throng.runner.script.regex;

import org.jspecify.annotations.NullMarked;
