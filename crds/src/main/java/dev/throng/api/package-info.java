/**
 * The resources: what a {@code LoadTest} says and what its status answers, as records with annotations only. Here are the
 * roots; what they consist of is in the rooms below, one for each part of the specification and one for the status.
 *
 * <p>The schema of the custom resource is generated from these types, and the strict file reader walks the same types,
 * so that a file on a laptop and a resource in a cluster are refused for the same reasons.
 */
@NullMarked
package dev.throng.api;

import org.jspecify.annotations.NullMarked;
