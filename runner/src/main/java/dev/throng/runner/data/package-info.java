/**
 * Rows of data from files, read one by one and in any order: a file is gone through once to find where its rows are, and only
 * some pages of it are ever in memory, however long it is.
 */
@NullMarked
package dev.throng.runner.data;

import org.jspecify.annotations.NullMarked;
