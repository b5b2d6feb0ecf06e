/** The result as tables of comma-separated values, some of them in Locust's form. */
@NullMarked
package dev.throng.runner.report.csv;

import org.jspecify.annotations.NullMarked;
