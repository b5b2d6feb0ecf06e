/**
 * What the status answers while a run is under way and once it has ended.
 */
@NullMarked
package dev.throng.api.status;

import org.jspecify.annotations.NullMarked;
