/**
 * The resource: what a {@code LoadTest} says and what its status answers, as records with annotations only.
 *
 * <p>The schema of the custom resource is generated from these types, and the strict file reader walks the same types,
 * so that a file on a laptop and a resource in a cluster are refused for the same reasons.
 */
@NullMarked
package dev.throng.api;

import org.jspecify.annotations.NullMarked;
