/** The JSON Schema of the files, as an editor uses it. */
@NullMarked
package dev.throng.api.editor;

import org.jspecify.annotations.NullMarked;
