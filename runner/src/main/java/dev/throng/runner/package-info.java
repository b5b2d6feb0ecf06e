/**
 * The runner: one program, three roles (local, master, worker). It knows nothing of Kubernetes.
 */
@NullMarked
package dev.throng.runner;

import org.jspecify.annotations.NullMarked;
