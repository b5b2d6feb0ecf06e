/**
 * Elements of HTML and XML, found by CSS selectors and XPath: by jsoup and the JDK, which are loaded where a test asks for them only.
 */
@NullMarked
package dev.throng.runner.script.markup;

import org.jspecify.annotations.NullMarked;
