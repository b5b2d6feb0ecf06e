/**
 * Where the figures go, and who is told of them.
 */
@NullMarked
package dev.throng.api.report;

import org.jspecify.annotations.NullMarked;
