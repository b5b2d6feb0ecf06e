/**
 * What users draw: chance that can be had again, numbers that are unique, values that others put in.
 */
@NullMarked
package dev.throng.runner.engine.draw;

import org.jspecify.annotations.NullMarked;
