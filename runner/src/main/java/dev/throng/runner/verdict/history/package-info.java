/**
 * What a run says together with those before it: how each figure went from run to run, and whether it crept away without any
 * two of them being told apart. Pure.
 */
@NullMarked
package dev.throng.runner.verdict.history;

import org.jspecify.annotations.NullMarked;
