@NullMarked
package dev.throng.runner.export;

import org.jspecify.annotations.NullMarked;
