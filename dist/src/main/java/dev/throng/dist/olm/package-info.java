/** The operator as a bundle for the Operator Lifecycle Manager, made of the manifests that the chart renders. */
@NullMarked
package dev.throng.dist.olm;

import org.jspecify.annotations.NullMarked;
