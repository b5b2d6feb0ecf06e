/**
 * Makes a draft of a description in OpenAPI (3.x, or 2.0, then called Swagger): a task for each operation, with values that its
 * schemas allow. An API says what can be asked, not what people ask: weights, ids and what belongs together are to be
 * changed.
 */
@NullMarked
package dev.throng.runner.imports.openapi;

import org.jspecify.annotations.NullMarked;
