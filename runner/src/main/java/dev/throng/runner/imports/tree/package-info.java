/**
 * Nested steps, as other tools have them, laid out as lists of steps that perform flows: no list longer and no more flows than a
 * scenario may have. Trees of XML, read without what XML can be misused for.
 */
@NullMarked
package dev.throng.runner.imports.tree;

import org.jspecify.annotations.NullMarked;
