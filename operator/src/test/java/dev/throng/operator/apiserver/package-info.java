/** What a real API server makes of the definitions, the resources and the operator's own calls; skipped where there is none. */
@NullMarked
package dev.throng.operator.apiserver;

import org.jspecify.annotations.NullMarked;
