/**
 * What is looked for in an answer: captures, checks and expectations, when to ask again, and how streams are read.
 */
@NullMarked
package dev.throng.runner.plan.compile.answer;

import org.jspecify.annotations.NullMarked;
