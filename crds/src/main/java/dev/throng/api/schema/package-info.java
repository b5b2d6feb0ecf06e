/**
 * What the resources' records say about themselves beside their types: which fields exclude each other, how texts are
 * written, which lists hold a name only once.
 *
 * <p>Each such rule is declared once, as an annotation on a record. The custom resource's schema gets it as CEL or as a
 * list type, the file reader evaluates it directly, so that the two cannot drift apart.
 */
@NullMarked
package dev.throng.api.schema;

import org.jspecify.annotations.NullMarked;
