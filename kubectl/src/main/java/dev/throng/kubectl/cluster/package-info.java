/**
 * The API server and what it has of a LoadTest: its spec, status, report, and who keeps its fields.
 */
@NullMarked
package dev.throng.kubectl.cluster;

import org.jspecify.annotations.NullMarked;
