/**
 * YAML with its places: documents as trees of nodes, each with line and column, and what was found wrong there.
 */
@NullMarked
package dev.throng.api.file.yaml;

import org.jspecify.annotations.NullMarked;
