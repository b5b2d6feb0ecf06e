/**
 * From the resource to the plan: the only place that maps the one to the other, and finds every mistake on the way. Nothing
 * is thrown because of a specification; what is wrong with it is noted at its place.
 */
@NullMarked
package dev.throng.runner.plan.compile;

import org.jspecify.annotations.NullMarked;
