@NullMarked
package dev.throng.kubectl;

import org.jspecify.annotations.NullMarked;
