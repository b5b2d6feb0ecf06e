/**
 * Strict reading of LoadTest files: YAML text becomes the records of {@code dev.throng.api}, or a list of everything
 * that is wrong with it, each with its line and column and the way to mend it.
 *
 * <p>Nothing here throws because of an input, whatever the input is.
 */
@NullMarked
package dev.throng.api.file;

import org.jspecify.annotations.NullMarked;
