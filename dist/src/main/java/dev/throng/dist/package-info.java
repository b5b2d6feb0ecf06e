/**
 * Release archives of {@code throng} and {@code kubectl throng} that bring their own Java, and what belongs to a release:
 * completions, man pages, checksums, bills of materials, a manifest for krew and a formula for Homebrew.
 */
@NullMarked
package dev.throng.dist;

import org.jspecify.annotations.NullMarked;
