/**
 * How many users there are, or how many arrive, and when: stages, and loads side by side.
 */
@NullMarked
package dev.throng.api.load;

import org.jspecify.annotations.NullMarked;
