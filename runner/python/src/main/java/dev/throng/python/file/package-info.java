/**
 * A scenario's files before Python sees them: laid where it can import them, looked through for what cannot run here, and the
 * options that they find.
 */
@NullMarked
package dev.throng.python.file;

import org.jspecify.annotations.NullMarked;
