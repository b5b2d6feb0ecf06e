/**
 * Scripts of k6, read and not run: options as loads and thresholds, functions as steps. A value that only running the script would
 * give is a variable without one, and told with its line.
 */
@NullMarked
package dev.throng.runner.imports.k6;

import org.jspecify.annotations.NullMarked;
