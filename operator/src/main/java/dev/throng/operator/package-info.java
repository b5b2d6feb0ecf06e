/**
 * The operator: observes LoadTests and what runs for them, decides, acts, and reports in the resources' status.
 * One room for each kind of resource.
 */
@NullMarked
package dev.throng.operator;

import org.jspecify.annotations.NullMarked;
