/**
 * The result in the forms people and machines read: console, CSV, JSON, JUnit, Markdown, HTML.
 */
@NullMarked
package dev.throng.runner.report;

import org.jspecify.annotations.NullMarked;
