/**
 * What the pods of a run are like, and what becomes of the users of a lost one.
 */
@NullMarked
package dev.throng.api.pods;

import org.jspecify.annotations.NullMarked;
