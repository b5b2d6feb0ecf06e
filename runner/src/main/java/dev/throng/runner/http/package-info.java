/**
 * The HTTP client; the only room that knows the wire.
 */
@NullMarked
package dev.throng.runner.http;

import org.jspecify.annotations.NullMarked;
