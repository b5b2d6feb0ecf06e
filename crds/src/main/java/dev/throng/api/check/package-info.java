/**
 * What an answer must be like: checks of status, fields and body, in place or by name.
 */
@NullMarked
package dev.throng.api.check;

import org.jspecify.annotations.NullMarked;
