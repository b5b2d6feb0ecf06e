/**
 * Master and workers, for those who use them: the local role and the gRPC roles run over the same code path. What the two say
 * to each other is in {@code protocol}, what each does in {@code master} and {@code worker}, which don't know each other.
 */
@NullMarked
package dev.throng.runner.cluster;

import org.jspecify.annotations.NullMarked;
