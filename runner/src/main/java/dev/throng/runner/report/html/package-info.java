/**
 * The result as one page that needs nothing beside it: the report's parts, its charts as SVG, its style and its script.
 */
@NullMarked
package dev.throng.runner.report.html;

import org.jspecify.annotations.NullMarked;
