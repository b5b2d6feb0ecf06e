@NullMarked
package dev.throng.runner.notify;

import org.jspecify.annotations.NullMarked;
