/** The ways to install the operator: the chart, and the plain manifests that are made from it. */
@NullMarked
package dev.throng.operator.install;

import org.jspecify.annotations.NullMarked;
