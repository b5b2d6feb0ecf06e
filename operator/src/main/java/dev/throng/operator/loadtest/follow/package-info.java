/** Following runs under way: the masters are listened to, and what they last said is kept. */
@NullMarked
package dev.throng.operator.loadtest.follow;

import org.jspecify.annotations.NullMarked;
