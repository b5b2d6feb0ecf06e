@NullMarked
package dev.throng.dist.olm;

import org.jspecify.annotations.NullMarked;
