/**
 * The immutable, validated plan of a run, and the only place that maps the resource to the domain.
 */
@NullMarked
package dev.throng.runner.plan;

import org.jspecify.annotations.NullMarked;
