/**
 * Where bytes go that somebody asked for by a path. A regular file is replaced as a whole; what is no regular file (a device, a
 * pipe, a descriptor) is written through and stays what it is. Every output of the runner goes this way.
 */
@NullMarked
package dev.throng.runner.files;

import org.jspecify.annotations.NullMarked;
