/**
 * Where a finished run's result is kept beside the cluster: a folder, or a bucket of an S3-compatible store. Nothing here
 * knows of Kubernetes; what is mounted and who may write comes from outside.
 */
@NullMarked
package dev.throng.runner.store;

import org.jspecify.annotations.NullMarked;
