/** A plan in words: one fact a line for people and golden files, and what of it differs between two plans. Pure. */
@NullMarked
package dev.throng.runner.plan.words;

import org.jspecify.annotations.NullMarked;
