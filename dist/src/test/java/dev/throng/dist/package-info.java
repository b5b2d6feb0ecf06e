@NullMarked
package dev.throng.dist;

import org.jspecify.annotations.NullMarked;
