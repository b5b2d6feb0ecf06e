/**
 * What master and workers say to each other and have in common: messages, their wire forms, who somebody is and how he shows it,
 * the orders that all follow, and the loop on which either end does everything.
 */
@NullMarked
package dev.throng.runner.cluster.protocol;

import org.jspecify.annotations.NullMarked;
