/**
 * Serving requests: routes, what is asked and what is answered, and who may ask: signed in, and from a page of our own.
 */
@NullMarked
package dev.throng.runner.web.http;

import org.jspecify.annotations.NullMarked;
