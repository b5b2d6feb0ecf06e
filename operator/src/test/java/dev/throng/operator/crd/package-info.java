/** Makes the custom resource definitions of {@code crds/} from the records, and compares them with what is checked in. */
@NullMarked
package dev.throng.operator.crd;

import org.jspecify.annotations.NullMarked;
