/**
 * The model of a traffic that an access log tells: routes by template with their weights, how many requests came per second
 * and when that changed. A log is read once, line by line; what is kept does not grow with it.
 */
@NullMarked
package dev.throng.runner.imports.accesslog;

import org.jspecify.annotations.NullMarked;
