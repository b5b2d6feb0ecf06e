/**
 * Master and workers: the local role and the gRPC roles run over the same code path.
 */
@NullMarked
package dev.throng.runner.cluster;

import org.jspecify.annotations.NullMarked;
