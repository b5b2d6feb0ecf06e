/**
 * From nodes to records: every field that has no place there, or has the wrong form, is found and told with what would be right.
 */
@NullMarked
package dev.throng.api.file.bind;

import org.jspecify.annotations.NullMarked;
