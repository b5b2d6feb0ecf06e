/**
 * The load: stages, arrivals, iterations and loads side by side become shapes; the search for the capacity its plan.
 */
@NullMarked
package dev.throng.runner.plan.compile.load;

import org.jspecify.annotations.NullMarked;
