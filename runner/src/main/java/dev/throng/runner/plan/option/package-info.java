/**
 * What a run is given beside its file: the command line, the environment, what of the test is wanted.
 */
@NullMarked
package dev.throng.runner.plan.option;

import org.jspecify.annotations.NullMarked;
