/**
 * Target times live workers times user classes to users per worker: pure and seeded.
 */
@NullMarked
package dev.throng.runner.dispatch;

import org.jspecify.annotations.NullMarked;
