/**
 * One life of a worker as its master sees it: what it was told, what it measured and how fast, and what another one keeps of it.
 */
@NullMarked
package dev.throng.runner.cluster.master.session;

import org.jspecify.annotations.NullMarked;
