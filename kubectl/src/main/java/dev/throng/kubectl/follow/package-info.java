/**
 * Following a run to its end: what is drawn while it goes on, and how the command ends.
 */
@NullMarked
package dev.throng.kubectl.follow;

import org.jspecify.annotations.NullMarked;
